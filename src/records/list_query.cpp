#include "records/list_query.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "records/filter_values.hpp"
#include "records/parameter_tree.hpp"

namespace amparo::records {
namespace {

using index::Filter;

constexpr std::string_view reserved[] = {
    "fields", "order",    "order_by",    "page",         "per",    "total",         "id_search",
    "query",  "phonetic", "query_scope", "phone_number", "format", "changed_since", "locale"};

bool is_reserved(std::string_view key) {
    return std::find(std::begin(reserved), std::end(reserved), key) != std::end(reserved);
}

Filter filter_and(index::Filters parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return Filter{index::And{std::move(parts)}};
}

Filter filter_or(index::Filters parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return Filter{index::Or{std::move(parts)}};
}

Filter filter_without(Filter filter) {
    return Filter{index::Not{std::make_unique<Filter>(std::move(filter))}};
}

/// Translates keys to filters for one caller and one type.
class FilterReader {
  public:
    /// Without a mask every field may be asked for.
    FilterReader(const access::FieldMask* readable, const index::Schema& schema, Handling handling)
        : readable_(readable), schema_(schema), handling_(handling) {}
    /// A field that may be asked for without being readable: the one the caller's scope rests on.
    void allow(std::string field) { allowed_ = std::move(field); }
    /// The records whose value of a key is not for the caller; nullopt when there are none.
    using Hidden = std::function<Result<std::optional<Filter>>(std::string_view key)>;
    void hide(Hidden hidden) { hidden_ = std::move(hidden); }

    /// nullopt: the key says nothing (empty, or dropped).
    Result<std::optional<Filter>> read(std::string_view key, const ParameterNode& value) const {
        if (key == "or") return read_or(value);
        if (key == "not") return read_not(value);
        if (key == "id") return read_ids(value);
        if (key.starts_with("loc:")) return read_location(key.substr(4), value);
        const auto* column = find_column(key);
        if (column == nullptr || !may_filter(key)) return dropped(key);
        return lenient(key, seen(key, column_filter(*column, value)));
    }

  private:
    bool may_filter(std::string_view key) const {
        return readable_ == nullptr || readable_->allows(key) || key == "assign" ||
               (!allowed_.empty() && key == allowed_);
    }

    const index::Column* find_column(std::string_view name) const {
        const auto found = std::find_if(schema_.columns.begin(), schema_.columns.end(),
                                        [&](const auto& column) { return column.name == name; });
        return found == schema_.columns.end() ? nullptr : &*found;
    }

    /// The filter without the records where its value is hidden.
    Result<std::optional<Filter>> seen(std::string_view key,
                                       Result<std::optional<Filter>> filter) const {
        if (!hidden_ || !filter || !*filter) return filter;
        AMPARO_TRY(auto hidden, hidden_(key));
        if (!hidden) return filter;
        index::Filters parts;
        parts.push_back(std::move(**filter));
        parts.push_back(filter_without(std::move(*hidden)));
        return std::optional<Filter>(filter_and(std::move(parts)));
    }

    Result<std::optional<Filter>> dropped(std::string_view key) const {
        if (handling_ == Handling::strict)
            return refuse_field(Errc::invalid, std::string(key),
                                MessageKey{"errors.filters.unknown"});
        return std::optional<Filter>();
    }

    /// A value that cannot be read matches nothing, unless the caller wants to be told.
    Result<std::optional<Filter>> lenient(std::string_view /*key*/,
                                          Result<std::optional<Filter>> read) const {
        if (read || handling_ == Handling::strict) return read;
        return std::optional<Filter>(Filter{index::None{}});
    }

    Result<std::optional<Filter>> read_or(const ParameterNode& value) const {
        index::Filters branches;
        const auto add = [&](std::string_view key, const ParameterNode& node) -> Result<> {
            AMPARO_TRY(auto branch, read(key, node));
            if (branch) branches.push_back(std::move(*branch));
            return {};
        };
        if (value.is_list()) {
            for (const auto* entry : value.list()) {
                if (entry->children.empty()) continue;
                AMPARO_CHECK(add(entry->children.front().key, entry->children.front().node));
            }
        } else {
            for (const auto& [key, node] : value.children) AMPARO_CHECK(add(key, node));
        }
        if (branches.empty()) return std::optional<Filter>();
        return std::optional<Filter>(Filter{index::Or{std::move(branches)}});
    }

    Result<std::optional<Filter>> read_not(const ParameterNode& value) const {
        if (value.children.empty()) return std::optional<Filter>();
        const auto& [key, node] = value.children.front();
        AMPARO_TRY(auto inner, read(key, node));
        if (!inner) return std::optional<Filter>();
        return std::optional<Filter>(
            Filter{index::Not{std::make_unique<Filter>(std::move(*inner))}});
    }

    Result<std::optional<Filter>> read_ids(const ParameterNode& value) const {
        auto ids = value_texts(value);
        if (ids.empty()) return std::optional<Filter>();
        if (ids.size() > limits::filter_values_max)
            return lenient("id", refuse_field(Errc::invalid, "id", "errors.filters.value"));
        return std::optional<Filter>(Filter{index::Ids{std::move(ids)}});
    }

    // "owned_by_location2": the whole name first, so that a field ending in a digit works too.
    Result<std::optional<Filter>> read_location(std::string_view name,
                                                const ParameterNode& value) const {
        int level = 0;
        const auto* column = find_column(name);
        if (column == nullptr && !name.empty() && name.back() >= '0' && name.back() <= '5') {
            level = name.back() - '0';
            name.remove_suffix(1);
            column = find_column(name);
        }
        if (column == nullptr || !may_filter(name)) return dropped(name);
        return lenient(name, seen(name, location_filter(*column, value, level)));
    }

    const access::FieldMask* readable_;
    const index::Schema& schema_;
    Handling handling_;
    std::string allowed_;
    Hidden hidden_;
};

std::string text_of(const ParameterNode& root, std::string_view key) {
    const auto* node = root.find(key);
    return node == nullptr || !node->text ? std::string() : text::trim(*node->text);
}

/// page < 1 means 1, per < 0 the default, a text counts as 0 (records.md §3).
void read_paging(ListQuery& list, const ParameterNode& root) {
    const auto number = [&](std::string_view key, std::int64_t fallback) {
        const auto text = text_of(root, key);
        if (text.empty()) return fallback;
        std::int64_t value = 0;
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, value);
        return read.ec == std::errc() && read.ptr == end ? value : std::int64_t{0};
    };
    auto per = number("per", static_cast<std::int64_t>(limits::page_size_default));
    if (per < 0) per = static_cast<std::int64_t>(limits::page_size_default);
    list.per = std::min(static_cast<std::size_t>(per), limits::page_size_max);
    constexpr std::int64_t page_max = 1'000'000'000;
    list.page = static_cast<std::size_t>(std::clamp<std::int64_t>(number("page", 1), 1, page_max));
    list.query.offset = (list.page - 1) * list.per;
    list.query.count = list.per;
}

bool is_sortable(const index::Schema& schema, std::string_view name) {
    return std::any_of(schema.columns.begin(), schema.columns.end(),
                       [&](const auto& column) { return column.name == name && column.sortable; });
}

/// A wish that cannot be met gives the default order, or in strict handling a refusal.
Result<> read_sorting(ListQuery& list, const ParameterNode& root, Handling handling,
                      const std::function<bool(std::string_view)>& may_sort_by) {
    list.query.sort = {.column = "created_at", .descending = text_of(root, "order") != "asc"};
    const auto order_by = text_of(root, "order_by");
    if (order_by.empty()) return {};
    if (may_sort_by(order_by))
        list.query.sort.column = order_by;
    else if (handling == Handling::strict)
        return refuse_field(Errc::invalid, "order_by", MessageKey{"errors.filters.order_by"});
    return {};
}

/// records.md §9: phonetic wins over phone_number, which wins over identifiers.
Result<> read_search(ListQuery& list, const ParameterNode& root) {
    const auto query = text_of(root, "query");
    if (query.empty()) return {};
    if (text::length(query) > limits::query_characters_max)
        return refuse_field(Errc::invalid, "query", MessageKey{"errors.filters.query_too_long"});
    index::Search search{.mode = index::Search::Mode::identifier, .query = query};
    const bool phonetic = text_of(root, "phonetic") == "true";
    const bool phone = text_of(root, "phone_number") == "true";
    if (phonetic)
        search.mode = index::Search::Mode::name;
    else if (phone)
        search.mode = index::Search::Mode::phone;
    list.is_record_search = phonetic || phone || text_of(root, "id_search") == "true";
    list.query.search = std::move(search);
    return {};
}

/// nullopt: every record.
std::optional<Filter> filter_of(access::Scope scope) {
    if (scope.kind == access::Scope::Kind::all) return std::nullopt;
    if (scope.kind == access::Scope::Kind::none) return Filter{index::None{}};
    return Filter{index::AnyOf{scope.field, std::move(scope.values)}};
}

/// The fields that a search asks for: of a name, the identifiers or the telephones.
const std::vector<std::string>& searched_fields(const index::Schema& schema,
                                                index::Search::Mode mode) {
    if (mode == index::Search::Mode::name) return schema.name_columns;
    if (mode == index::Search::Mode::phone) return schema.phone_columns;
    return schema.identifier_columns;
}

/// The records that mask one of the fields a search looks at; nullopt when none may.
std::optional<Filter> masking_searched(const ListAsker& asker, index::Search::Mode mode) {
    index::Filters parts;
    for (const auto& field : searched_fields(asker.schema, mode)) {
        auto masking = masking_filter(asker.definitions, {asker.schema.record_type, field});
        if (masking) parts.push_back(std::move(*masking));
    }
    if (parts.empty()) return std::nullopt;
    return filter_or(std::move(parts));
}

// A search beyond the caller's own scope does not find children by a name, or by whatever else is
// protected about them (case-management.md §3.14).
std::optional<Filter> scope_filter(const ListAsker& asker, const ListQuery& list) {
    const auto& actor = asker.actor;
    const auto& type = asker.schema.record_type;
    auto own = filter_of(access::scope_of(actor, type, access::Reach::own));
    if (!list.is_record_search || !own) return own;
    auto searched = filter_of(access::scope_of(actor, type, access::Reach::search));
    if (searched) return searched;
    auto masking = masking_searched(asker, list.query.search->mode);
    if (!masking) return searched;
    index::Filters branches;
    branches.push_back(std::move(*own));
    branches.push_back(filter_without(std::move(*masking)));
    return Filter{index::Or{std::move(branches)}};
}

/// What a search before registering is narrowed by: whether a record is still in use. It says
/// nothing of a child, and without it a child of another caseload is registered twice.
bool may_narrow_any_search(std::string_view key) {
    return key == "status" || key == "record_state";
}

/// The records whose value of a key is not for the asker: seen through a share that lacks it, or
/// found beyond their scope by a search, which shows the preview only.
class HiddenRecords {
  public:
    HiddenRecords(const ListAsker& asker, const ListQuery& list) : asker_(asker) {
        auto own = access::scope_of(asker.actor, asker.schema.record_type, access::Reach::own);
        if (list.is_record_search && own.kind == access::Scope::Kind::any_of) scope_ = own;
    }
    Result<std::optional<Filter>> of(std::string_view key) const {
        AMPARO_TRY(auto lacking, lacking_of(key));
        if (!scope_ || key == scope_->field) return lacking;
        if (is_previewed(key) || may_narrow_any_search(key)) return lacking;
        index::Filters parts;
        parts.push_back(filter_without(*filter_of(*scope_)));
        if (lacking) parts.push_back(std::move(*lacking));
        return std::optional<Filter>(filter_or(std::move(parts)));
    }
    /// Of any of these keys, in what was shared.
    Result<std::optional<Filter>> of_any(const std::vector<std::string>& keys) const {
        index::Filters parts;
        for (const auto& key : keys) {
            if (!asker_.narrow.may_lack_in_shares(key)) continue;
            AMPARO_CHECK(asker_.narrow.load());
            auto lacking = asker_.narrow.lacking_in_shares(key);
            if (lacking) parts.push_back(std::move(*lacking));
        }
        if (parts.empty()) return std::optional<Filter>();
        return std::optional<Filter>(filter_or(std::move(parts)));
    }

  private:
    /// Whether a row beyond the scope shows it: the preview is not for every role.
    bool is_previewed(std::string_view key) const {
        const auto& type = asker_.schema.record_type;
        return asker_.preview.allows(key) &&
               (asker_.actor.holds(type, "display_view_page") ||
                access::summary_fields(asker_.definitions, type).allows(key));
    }
    Result<std::optional<Filter>> lacking_of(std::string_view key) const {
        if (!asker_.narrow.may_lack(key)) return std::optional<Filter>();
        AMPARO_CHECK(asker_.narrow.load());
        return asker_.narrow.lacking(key);
    }

    const ListAsker& asker_;
    std::optional<access::Scope> scope_;  // of a search that reaches beyond it
};

/// What a filter or a search must not find, or an order not tell.
Result<> hide_values(ListQuery& list, const ListAsker& asker, const HiddenRecords& hidden,
                     index::Filters& parts) {
    AMPARO_TRY(list.last, hidden.of(list.query.sort.column));
    const auto& search = list.query.search;
    // Whoever may search beyond their scope finds a record that was shared with them like any
    // stranger's.
    const bool is_beyond =
        list.is_record_search &&
        access::scope_of(asker.actor, asker.schema.record_type, access::Reach::search).kind ==
            access::Scope::Kind::all;
    if (!search || is_beyond) return {};
    AMPARO_TRY(auto unsearched, hidden.of_any(searched_fields(asker.schema, search->mode)));
    if (unsearched) parts.push_back(filter_without(std::move(*unsearched)));
    return {};
}

}  // namespace

Result<ListQuery> list_query(const ListAsker& asker, const ListRequest& request) {
    const auto& [actor, definitions, readable, preview, schema, narrow] = asker;
    AMPARO_TRY(const auto root, parameter_tree(request.parameters));
    ListQuery list;
    read_paging(list, root);
    AMPARO_CHECK(read_sorting(list, root, request.handling, [&](std::string_view name) {
        return is_sortable(schema, name) && readable.allows(name);
    }));
    AMPARO_CHECK(read_search(list, root));
    list.fields = list.is_record_search ? "short" : text_of(root, "fields");
    index::Filters parts;
    const HiddenRecords hidden(asker, list);
    FilterReader reader(&readable, schema, request.handling);
    reader.allow(access::scope_of(actor, schema.record_type, access::Reach::own).field);
    reader.hide([&](std::string_view key) { return hidden.of(key); });
    for (const auto& [key, value] : root.children) {
        if (is_reserved(key)) continue;
        AMPARO_TRY(auto part, reader.read(key, value));
        if (part) parts.push_back(std::move(*part));
    }
    AMPARO_CHECK(hide_values(list, asker, hidden, parts));
    if (auto scope = scope_filter(asker, list)) parts.push_back(std::move(*scope));
    list.query.filter = parts.empty() ? Filter{index::All{}} : filter_and(std::move(parts));
    return list;
}

Result<Filter> condition_filter(const index::Schema& schema, const NarrowViews& narrow,
                                const Condition& condition) {
    AMPARO_TRY(const auto root, parameter_tree(Parameters{{condition.key, condition.value}}));
    FilterReader reader(nullptr, schema, Handling::strict);
    reader.hide(
        [&](std::string_view key) -> Result<std::optional<Filter>> { return narrow.lacking(key); });
    const auto& [name, node] = root.children.front();
    AMPARO_TRY(auto filter, reader.read(name, node));
    if (!filter)
        return refuse_field(Errc::invalid, condition.key, MessageKey{"errors.filters.value"});
    return std::move(*filter);
}

}  // namespace amparo::records
