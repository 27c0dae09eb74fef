#include "records/list_query.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "forms/partial_date.hpp"
#include "records/filter_values.hpp"
#include "records/parameter_tree.hpp"
#include "records/search_kinds.hpp"

namespace amparo::records {
namespace {

using index::Filter;

constexpr std::string_view reserved[] = {"fields",        "order",       "order_by",     "page",
                                         "per",           "total",       "id_search",    "query",
                                         "phonetic",      "query_scope", "phone_number", "format",
                                         "changed_since", "locale",      "search",       "after"};

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
        auto filter = column_filter(*column, value);
        if (filter && *filter) with_partial_dates(**filter);
        return lenient(key, seen(key, std::move(filter)));
    }

  private:
    // A date of which only the year is known is found with every day of it, so that a child is
    // not missed for what nobody knew (docs/decisions/0020).
    void with_partial_dates(Filter& filter) const {
        if (auto* alternatives = std::get_if<index::Or>(&filter.node)) {
            for (auto& part : alternatives->parts) with_partial_dates(part);
            return;
        }
        const auto* range = std::get_if<index::DateRange>(&filter.node);
        if (range == nullptr || !range->from) return;
        const auto key = forms::precision_key(range->column);
        if (find_column(key) == nullptr || !may_filter(key)) return;
        index::Filters parts;
        parts.push_back(Filter{*range});
        parts.push_back(partial(*range, key, "month"));
        parts.push_back(partial(*range, key, "year"));
        filter = Filter{index::Or{std::move(parts)}};
    }

    /// Partial dates that began before the range and may mean a day of it.
    static Filter partial(index::DateRange range, const std::string& key, const char* precision) {
        const auto from =
            std::chrono::floor<std::chrono::days>(Instant(std::chrono::milliseconds(*range.from)));
        const json::Value said(precision);
        const auto earliest = forms::first_day(Day(from), forms::read_precision(&said));
        range.from = Instant(earliest).time_since_epoch().count();
        index::Filters both;
        both.push_back(Filter{index::AnyOf{key, {precision}}});
        both.push_back(Filter{std::move(range)});
        return Filter{index::And{std::move(both)}};
    }

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
}

bool is_sortable(const index::Schema& schema, std::string_view name) {
    return std::any_of(schema.columns.begin(), schema.columns.end(),
                       [&](const auto& column) { return column.name == name && column.sortable; });
}

/// A wish that cannot be met gives the default order, or in strict handling a refusal.
Result<index::Sort> read_sorting(const ParameterNode& root, Handling handling,
                                 const std::function<bool(std::string_view)>& may_sort_by) {
    index::Sort sort{.column = "created_at", .descending = text_of(root, "order") != "asc"};
    const auto order_by = text_of(root, "order_by");
    if (order_by.empty()) return sort;
    if (may_sort_by(order_by))
        sort.column = order_by;
    else if (handling == Handling::strict)
        return refuse_field(Errc::invalid, "order_by", MessageKey{"errors.filters.order_by"});
    return sort;
}

using Modes = std::vector<index::Search::Mode>;

/// records.md §9: phonetic wins over phone_number, which wins over identifiers; any of them over
/// `search=auto`.
Result<Modes> read_search(ListQuery& list, const ParameterNode& root) {
    using Mode = index::Search::Mode;
    const auto query = text_of(root, "query");
    if (query.empty()) return Modes{};
    if (text::length(query) > limits::query_characters_max)
        return refuse_field(Errc::invalid, "query", MessageKey{"errors.filters.query_too_long"});
    const auto is_set = [&](std::string_view key) { return text_of(root, key) == "true"; };
    list.is_record_search = true;
    if (is_set("phonetic")) return Modes{Mode::name};
    if (is_set("phone_number")) return Modes{Mode::phone};
    if (is_set("id_search")) return Modes{Mode::identifier};
    list.is_record_search = text_of(root, "search") == "auto";
    if (!list.is_record_search) return Modes{Mode::identifier};
    auto automatic = automatic_search(query);
    list.is_last_for_want_of_others = automatic.is_last_for_want_of_others;
    return automatic.modes;
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

/// Those of them that the asker may ask: what no form has is the server's own.
std::vector<std::string> askable_fields(const ListAsker& asker, index::Search::Mode mode) {
    std::vector<std::string> fields;
    for (const auto& field : searched_fields(asker.schema, mode)) {
        const bool is_in_forms =
            asker.definitions.field(asker.schema.record_type, field) != nullptr;
        if (!is_in_forms || asker.readable.allows(field)) fields.push_back(field);
    }
    return fields;
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
std::optional<Filter> scope_filter(const ListAsker& asker, const ListQuery& list,
                                   const std::optional<index::Search>& search) {
    const auto& actor = asker.actor;
    const auto& type = asker.schema.record_type;
    auto own = filter_of(access::scope_of(actor, type, access::Reach::own));
    if (!list.is_record_search || !own) return own;
    auto searched = filter_of(access::scope_of(actor, type, access::Reach::search));
    if (searched) return searched;
    auto masking = masking_searched(asker, search->mode);
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

/// Reads one list's query string into questions for the index.
class QueryBuilder {
  public:
    QueryBuilder(const ListAsker& asker, const ParameterNode& root, const ListQuery& list,
                 Handling handling)
        : asker_(asker), root_(root), list_(list), handling_(handling), hidden_(asker, list) {}

    Result<index::Query> build(const index::Sort& sort, std::optional<index::Search> search) const {
        AMPARO_TRY(auto parts, filters());
        if (search) AMPARO_CHECK(hide_searched(*search, parts));
        if (auto scope = scope_filter(asker_, list_, search)) parts.push_back(std::move(*scope));
        index::Query query{
            .filter = parts.empty() ? Filter{index::All{}} : filter_and(std::move(parts)),
            .search = std::move(search),
            .sort = sort};
        // What the list is sorted by is not for the actor to see there.
        AMPARO_TRY(auto last, hidden_.of(sort.column));
        if (last)
            query.last =
                index::Last{std::move(*last), {.column = "created_at", .descending = true}};
        return query;
    }

  private:
    Result<index::Filters> filters() const {
        index::Filters parts;
        FilterReader reader(&asker_.readable, asker_.schema, handling_);
        reader.allow(
            access::scope_of(asker_.actor, asker_.schema.record_type, access::Reach::own).field);
        reader.hide([&](std::string_view key) { return hidden_.of(key); });
        for (const auto& [key, value] : root_.children) {
            if (is_reserved(key)) continue;
            AMPARO_TRY(auto part, reader.read(key, value));
            if (part) parts.push_back(std::move(*part));
        }
        return parts;
    }
    // Whoever may search beyond their scope finds a record that was shared with them like any
    // stranger's.
    Result<> hide_searched(const index::Search& search, index::Filters& parts) const {
        const bool is_beyond =
            list_.is_record_search &&
            access::scope_of(asker_.actor, asker_.schema.record_type, access::Reach::search).kind ==
                access::Scope::Kind::all;
        if (is_beyond) return {};
        AMPARO_TRY(auto unsearched, hidden_.of_any(searched_fields(asker_.schema, search.mode)));
        if (unsearched) parts.push_back(filter_without(std::move(*unsearched)));
        return {};
    }

    const ListAsker& asker_;
    const ParameterNode& root_;
    const ListQuery& list_;
    Handling handling_;
    HiddenRecords hidden_;
};

/// What was found in one way is not found again in the next.
void leave_out_found(std::vector<index::Query>& queries) {
    for (std::size_t at = 1; at < queries.size(); ++at) {
        index::Filters found;
        for (std::size_t before = 0; before < at; ++before) {
            const auto& search = *queries[before].search;
            if (search.mode == index::Search::Mode::name) continue;
            index::Filters both;
            both.push_back(index::copy_of(queries[before].filter));
            both.push_back(Filter{index::Found{search}});
            found.push_back(filter_and(std::move(both)));
        }
        if (found.empty()) continue;
        index::Filters parts;
        parts.push_back(std::move(queries[at].filter));
        parts.push_back(filter_without(filter_or(std::move(found))));
        queries[at].filter = filter_and(std::move(parts));
    }
}

}  // namespace

Result<ListQuery> list_query(const ListAsker& asker, const ListRequest& request) {
    AMPARO_TRY(const auto root, parameter_tree(request.parameters));
    ListQuery list;
    read_paging(list, root);
    AMPARO_TRY(const auto sort, read_sorting(root, request.handling, [&](std::string_view name) {
                   return is_sortable(asker.schema, name) && asker.readable.allows(name);
               }));
    AMPARO_TRY(const auto modes, read_search(list, root));
    list.is_record_search = list.is_record_search && asker.reach == access::Reach::search;
    list.fields = list.is_record_search ? "short" : text_of(root, "fields");
    list.locale = text_of(root, "locale");
    list.after = text_of(root, "after");
    // A search ranks what it finds: its pages have numbers.
    if (!list.after.empty() && !modes.empty())
        return refuse_field(Errc::invalid, "after", MessageKey{"errors.filters.after"});
    const QueryBuilder builder(asker, root, list, request.handling);
    if (modes.empty()) {
        AMPARO_TRY(auto query, builder.build(sort, std::nullopt));
        list.queries.push_back(std::move(query));
    }
    for (const auto mode : modes) {
        index::Search search{
            .mode = mode, .query = text_of(root, "query"), .columns = askable_fields(asker, mode)};
        AMPARO_TRY(auto query, builder.build(sort, std::move(search)));
        list.queries.push_back(std::move(query));
    }
    if (!list.is_last_for_want_of_others) leave_out_found(list.queries);
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
