#include "records/saved_searches.hpp"

#include <algorithm>
#include <set>

#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "base/id.hpp"
#include "records/saved_search_input.hpp"
#include "store/user_items.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view search_kind = "saved_search";
constexpr std::string_view pin_kind = "saved_search_pin";  // its key is the search's number
constexpr std::string_view groups_key = "user_group_ids";
constexpr std::size_t searches_max = 500;  // of one user
constexpr std::size_t shared_max = 5000;   // of all users; a tab for each is past all use
constexpr std::size_t pins_max = 20;       // of one user: each is counted when a list is opened
constexpr std::int64_t kept_alone = 0;     // states of a search
constexpr std::int64_t is_shared = 1;

store::UserItems searches_of(const access::Actor& actor) {
    return {.kind = search_kind, .user_id = actor.user().id};
}

store::UserItems pins_of(const access::Actor& actor) {
    return {.kind = pin_kind, .user_id = actor.user().id};
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// The fields by which a search would tell of one child.
bool is_identifying(const index::Schema* schema, const std::string& field) {
    if (schema == nullptr) return false;
    return contains(schema->name_columns, field) || contains(schema->phone_columns, field) ||
           contains(schema->identifier_columns, field);
}

/// What one person sees of the searches of all, in one state of directory and configuration.
class Reader {
  public:
    Reader(const Dependencies& on, const access::Actor& actor)
        : on_(on), actor_(actor), directory_(on.directory()), definitions_(on.definitions()) {}

    bool is_own(const store::UserItem& item) const { return item.user_id == actor_.user().id; }

    bool sees(const store::UserItem& item) const {
        return is_own(item) || (!shared_groups(item).empty() && may_ask(item.data));
    }

    SavedSearch show(store::UserItem item, const std::set<std::string>& pins) const {
        const auto owner = directory_->user(item.user_id);
        SavedSearch search{
            .id = item.id,
            .user_id = item.user_id,
            .user_name = owner ? owner->user_name.text() : std::string(),
            .groups = is_own(item) ? json::string_list(item.data, groups_key) : shared_groups(item),
            .is_pinned = pins.contains(std::to_string(item.id)),
            .may_change = is_own(item),
            .may_withdraw = is_own(item) || oversees(item)};
        search.data = std::move(item.data);
        return search;
    }

    /// Whether the actor may end that it is shared: a manager of its owner.
    bool oversees(const store::UserItem& item) const {
        const auto owner = directory_->user(item.user_id);
        return owner != nullptr && actor_.role().is_manager &&
               access::is_managed_by(actor_, *owner);
    }

    /// The groups that both the owner and the actor are in now.
    std::vector<std::string> shared_groups(const store::UserItem& item) const {
        std::vector<std::string> groups;
        const auto owner = directory_->user(item.user_id);
        if (item.state != is_shared || owner == nullptr) return groups;
        for (auto& group : json::string_list(item.data, groups_key)) {
            if (contains(owner->groups, group) && contains(actor_.user().groups, group))
                groups.push_back(std::move(group));
        }
        return groups;
    }

    /// Whether the search may be shared with those groups by the actor.
    Result<> check_groups(const json::Object& search) const {
        const auto groups = json::string_list(search, groups_key);
        const auto is_group_of_actor = [&](const std::string& name) {
            const auto group = directory_->group(GroupId(name));
            return group && !group->disabled && contains(actor_.user().groups, name);
        };
        if (!std::ranges::all_of(groups, is_group_of_actor))
            return refuse_field(Errc::invalid, std::string(groups_key),
                                "errors.saved_searches.groups");
        if (!groups.empty() && tells_of_a_child(search))
            return refuse_field(Errc::invalid, std::string(groups_key),
                                "errors.saved_searches.words");
        return {};
    }

  private:
    bool tells_of_a_child(const json::Object& search) const {
        const auto* schema = on_.index->schema(searched_type(search));
        const auto fields = searched_fields(search);
        return has_words(search) || std::ranges::any_of(fields, [&](const auto& field) {
                   return is_identifying(schema, field);
               });
    }

    /// Whether the actor may list the type and filter by all that the search names: else already
    /// its values would tell.
    bool may_ask(const json::Object& search) const {
        const auto type = searched_type(search);
        if (!actor_.can(type, "index")) return false;
        const auto readable = on_.masks->readable(actor_, definitions_, type, "");
        const auto scoped_by = access::scope_of(actor_, type, access::Reach::own).field;
        const auto fields = searched_fields(search);
        return std::ranges::all_of(fields, [&](const std::string& field) {
            if (field == "id" || field == "assign" || field == scoped_by) return true;
            const bool has_level = !field.empty() && field.back() >= '0' && field.back() <= '5';
            return readable->allows(field) ||
                   (has_level &&
                    readable->allows(std::string_view(field).substr(0, field.size() - 1)));
        });
    }

    const Dependencies& on_;
    const access::Actor& actor_;
    std::shared_ptr<const access::Directory> directory_;
    std::shared_ptr<const forms::Definitions> definitions_;
};

Result<std::set<std::string>> pinned_by(store::Snapshot& snapshot, const access::Actor& actor) {
    AMPARO_TRY(const auto pins,
               store::list_user_items(snapshot, pins_of(actor), {.count = pins_max}));
    std::set<std::string> keys;
    for (const auto& pin : pins) keys.insert(pin.key);
    return keys;
}

/// Searches that are gone take no place of those that are there.
Result<> forget_old_pins(store::Transaction& transaction, const access::Actor& actor) {
    AMPARO_TRY(const auto pins,
               store::list_user_items(transaction, pins_of(actor), {.count = pins_max}));
    for (const auto& pin : pins) {
        if (!store::exists_user_item(transaction, search_kind, std::stoll(pin.key)))
            AMPARO_CHECK(store::remove_user_item(transaction, pins_of(actor), pin.id));
    }
    return {};
}

Result<> set_pin(store::Transaction& transaction, const access::Actor& actor, std::int64_t id,
                 bool is_wanted) {
    const auto key = std::to_string(id);
    AMPARO_TRY(const auto pin, store::find_user_item(transaction, pins_of(actor), key));
    if (pin.has_value() == is_wanted) return {};
    if (pin) return store::remove_user_item(transaction, pins_of(actor), pin->id);
    AMPARO_CHECK(forget_old_pins(transaction, actor));
    if (store::count_user_items(transaction, pins_of(actor)) >= pins_max)
        return refuse_field(Errc::invalid, "pinned", "errors.saved_searches.too_many_pins");
    AMPARO_CHECK(store::insert_user_item(
        transaction,
        {.kind = std::string(pin_kind), .user_id = actor.user().id, .key = key, .data = {}}));
    return {};
}

/// What the owner may change, over what is kept.
Result<json::Object> changed_by_owner(const Reader& reader, const json::Object& kept,
                                      const json::Object& input) {
    auto wanted = kept;
    for (const auto* key : {"name", "filters", "module_ids"}) {
        if (const auto* value = input.if_contains(key)) wanted[key] = *value;
    }
    AMPARO_TRY(auto search, read_search(wanted));
    const auto& groups = input.contains(groups_key) ? input : kept;
    search[groups_key] = json::to_array(json::string_list(groups, groups_key));
    // Groups that the owner has left since do not stand in the way of a new name.
    const bool says_more = input.contains(groups_key) || input.contains("filters");
    if (says_more) AMPARO_CHECK(reader.check_groups(search));
    return search;
}

/// What somebody else may: only take groups away that are theirs too, as a manager.
Result<json::Object> changed_by_other(const Reader& reader, const store::UserItem& item,
                                      const json::Object& input) {
    for (const auto* key : {"name", "filters", "module_ids"}) {
        if (input.contains(key)) return refuse_forbidden();
    }
    auto search = item.data;
    if (!input.contains(groups_key)) return search;
    const auto left = json::string_list(input, groups_key);
    const auto before = json::string_list(item.data, groups_key);
    const auto seen = reader.shared_groups(item);
    const bool adds =
        !std::ranges::all_of(left, [&](const auto& group) { return contains(seen, group); });
    if (adds || !reader.oversees(item)) return refuse_forbidden();
    std::vector<std::string> kept;
    for (const auto& group : before) {
        if (!contains(seen, group) || contains(left, group)) kept.push_back(group);
    }
    search[groups_key] = json::to_array(kept);
    return search;
}

std::int64_t state_of(const json::Object& search) {
    return json::string_list(search, groups_key).empty() ? kept_alone : is_shared;
}

}  // namespace

Result<std::vector<SavedSearch>> SavedSearches::list(const access::Actor& actor) const {
    const Reader reader(on_, actor);
    return on_.database->read([&](store::Snapshot& snapshot) -> Result<std::vector<SavedSearch>> {
        AMPARO_TRY(const auto pins, pinned_by(snapshot, actor));
        AMPARO_TRY(auto items,
                   store::list_user_items(snapshot, searches_of(actor), {.count = searches_max}));
        AMPARO_TRY(auto shared,
                   store::list_items_of_all(snapshot, search_kind,
                                            {.state = is_shared, .count = shared_max}));
        for (auto& item : shared) {
            if (!reader.is_own(item) && reader.sees(item)) items.push_back(std::move(item));
        }
        std::ranges::sort(items, std::ranges::greater(), &store::UserItem::id);
        std::vector<SavedSearch> searches;
        for (auto& item : items) searches.push_back(reader.show(std::move(item), pins));
        return searches;
    });
}

Result<SavedSearch> SavedSearches::create(const access::Actor& actor, const json::Object& input) {
    const Reader reader(on_, actor);
    AMPARO_TRY(auto search, read_search(input));
    search[groups_key] = json::to_array(json::string_list(input, groups_key));
    AMPARO_CHECK(reader.check_groups(search));
    store::UserItem item{.kind = std::string(search_kind),
                         .user_id = actor.user().id,
                         .key = Uuid::random(*on_.random).text(),
                         .state = state_of(search),
                         .data = std::move(search)};
    const bool is_pinned = json::bool_or(input, "pinned", false);
    return on_.database->write([&](store::Transaction& transaction) -> Result<SavedSearch> {
        if (store::count_user_items(transaction, searches_of(actor)) >= searches_max)
            return refuse_field(Errc::invalid, "base", "errors.saved_searches.too_many");
        AMPARO_TRY(const auto id, store::insert_user_item(transaction, item));
        AMPARO_REQUIRE(id.has_value());  // its key is new
        item.id = *id;
        if (is_pinned) AMPARO_CHECK(set_pin(transaction, actor, *id, true));
        AMPARO_TRY(const auto pins, pinned_by(transaction, actor));
        return reader.show(item, pins);
    });
}

Result<SavedSearch> SavedSearches::change(const access::Actor& actor, std::int64_t id,
                                          const json::Object& input) {
    const Reader reader(on_, actor);
    return on_.database->write([&](store::Transaction& transaction) -> Result<SavedSearch> {
        AMPARO_TRY(auto item, store::find_item_of_any(transaction, search_kind, id));
        if (!reader.sees(item)) return refuse_forbidden();
        AMPARO_TRY(auto changed, reader.is_own(item) ? changed_by_owner(reader, item.data, input)
                                                     : changed_by_other(reader, item, input));
        if (changed != item.data) {
            item.state = state_of(changed);
            item.data = std::move(changed);
            AMPARO_CHECK(store::update_user_item(transaction, item));
        }
        // Whoever ends that it is shared sees it no longer, and keeps no tab of it.
        const bool is_pin_said = input.contains("pinned");
        const bool is_pinned = json::bool_or(input, "pinned", false) && reader.sees(item);
        if (is_pin_said || !reader.sees(item))
            AMPARO_CHECK(set_pin(transaction, actor, id, is_pinned));
        AMPARO_TRY(const auto pins, pinned_by(transaction, actor));
        return reader.show(std::move(item), pins);
    });
}

Result<> SavedSearches::remove(const access::Actor& actor, std::int64_t id) {
    return on_.database->write([&](store::Transaction& transaction) -> Result<> {
        const auto removed = store::remove_user_item(transaction, searches_of(actor), id);
        if (removed) return set_pin(transaction, actor, id, false);
        if (!store::exists_user_item(transaction, search_kind, id)) return removed;
        return refuse_forbidden();
    });
}

}  // namespace amparo::records
