#include "records/service.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "records/beholder.hpp"
#include "records/detail/refusals.hpp"
#include "records/hits.hpp"
#include "records/list_place.hpp"
#include "records/list_query.hpp"
#include "records/look.hpp"
#include "records/record_cache.hpp"
#include "records/representation.hpp"
#include "records/shown_order.hpp"
#include "records/types.hpp"

namespace amparo::records {
namespace {

using detail::no_such_record;

/// Names are counted up to so many; nobody reads on (matching.md §12.1).
constexpr std::size_t names_counted_max = 1000;

bool may_list(const access::Actor& actor, std::string_view record_type) {
    return actor.can(record_type, "index");
}

/// What a list row or a search result may show.
struct RowView {
    std::shared_ptr<const access::FieldMask> readable;
    access::FieldMask summary;
};

RowView row_view(const Dependencies& on, const access::Actor& actor,
                 const std::shared_ptr<const forms::Definitions>& definitions,
                 std::string_view record_type) {
    return {.readable = on.masks->readable(actor, definitions, record_type, ""),
            .summary = *on.masks->summary(definitions, record_type)};
}

json::Object shared_row(const Dependencies& on, const store::StoredRecord& record,
                        const View& view) {
    const auto beholder = beholder_of(on, view.actor, record.type, record.data);
    const bool is_own = beholder.role_pointer() == view.actor.role_pointer();
    const auto narrowed =
        is_own ? nullptr : on.masks->readable(beholder, on.definitions(), record.type, "");
    auto row = represent(record, {.actor = view.actor,
                                  .definitions = view.definitions,
                                  .readable = is_own ? view.readable : *narrowed,
                                  .fields = view.fields,
                                  .summary = view.summary,
                                  .look = view.look});
    add_shared_rights(on, view.actor, record, row);
    return row;
}

}  // namespace

Service::Service(Dependencies dependencies)
    : dependencies_(std::move(dependencies)), orders_(std::make_unique<ShownOrders>()) {}

Service::~Service() = default;

Result<store::StoredRecord> Service::read_for(const access::Actor& actor,
                                              std::string_view record_type, const RecordId& id,
                                              std::string_view action) const {
    if (facts_of(record_type) == nullptr) return no_such_record();
    if (!actor.can(record_type, action)) return refuse_forbidden();
    AMPARO_TRY(const auto record, dependencies_.cache->find(*dependencies_.database, id));
    if (!record || record->type != record_type || record->deleted) return no_such_record();
    if (!may_touch(dependencies_, actor, action, *record)) return refuse_forbidden();
    return *record;
}

/// Sorts by what the reader sees, and begins where another page ended.
Result<> Service::place(const access::Actor& actor, const std::string& record_type,
                        ListQuery& list) const {
    const auto& locale = list.locale.empty() ? actor.user().locale : list.locale;
    for (auto& query : list.queries) {
        query.sort.keys = orders_->of({record_type, query.sort.column, locale},
                                      {dependencies_.definitions(), dependencies_.directory()});
        if (list.after.empty()) continue;
        AMPARO_TRY(query.after,
                   read_place(dependencies_, {actor, record_type, query.sort}, list.after));
    }
    return {};
}

Result<ListAnswer> Service::list(const access::Actor& actor, const ListRequest& request) const {
    const auto* schema = dependencies_.index->schema(request.record_type);
    if (schema == nullptr) return no_such_record();
    if (!may_list(actor, request.record_type)) return refuse_forbidden();
    const auto definitions = dependencies_.definitions();
    auto rows = row_view(dependencies_, actor, definitions, request.record_type);
    const auto preview = access::preview_fields(*definitions, request.record_type);
    NarrowViews narrow(dependencies_, actor, definitions, request.record_type);
    AMPARO_TRY(auto list, list_query({.actor = actor,
                                      .definitions = *definitions,
                                      .readable = *rows.readable,
                                      .preview = preview,
                                      .schema = *schema,
                                      .narrow = narrow},
                                     request));
    if (list.is_record_search && actor.holds(request.record_type, "display_view_page"))
        rows.summary.fields.insert(preview.fields.begin(), preview.fields.end());
    AMPARO_CHECK(place(actor, request.record_type, list));
    AMPARO_TRY(const auto page, find_hits(*dependencies_.index, request.record_type, list));
    AMPARO_TRY(const auto records, dependencies_.cache->find(*dependencies_.database, page.ids));
    ListAnswer answer{.data = {},
                      .total = page.total,
                      .per = list.per,
                      .page = list.page,
                      .is_total_capped = page.has_names && page.total > names_counted_max};
    if (answer.is_total_capped) answer.total = names_counted_max;
    if (page.end) {
        answer.next = write_place(
            dependencies_, {actor, request.record_type, list.queries.front().sort}, *page.end);
    }
    answer.data.reserve(records.size());
    const Look look(dependencies_, actor, definitions);
    const View view{.actor = actor,
                    .definitions = *definitions,
                    .readable = *rows.readable,
                    .fields = list.fields,
                    .summary = &rows.summary,
                    .look = &look};
    const HitMarks marks(*schema, view, page);
    for (const auto& record : records) {
        // Only what somebody shared is shown through another mask than the rest of the list.
        const bool may_be_shared = record->data.contains("transitions");
        auto row =
            may_be_shared ? shared_row(dependencies_, *record, view) : represent(*record, view);
        marks.add(*record, row);
        answer.data.emplace_back(std::move(row));
    }
    return answer;
}

Result<index::Page> Service::select(const access::Actor& actor, const ListRequest& request,
                                    std::size_t most) const {
    const auto* schema = dependencies_.index->schema(request.record_type);
    if (schema == nullptr) return no_such_record();
    if (!may_list(actor, request.record_type)) return refuse_forbidden();
    const auto definitions = dependencies_.definitions();
    const auto readable =
        dependencies_.masks->readable(actor, definitions, request.record_type, "");
    const auto preview = access::preview_fields(*definitions, request.record_type);
    NarrowViews narrow(dependencies_, actor, definitions, request.record_type);
    AMPARO_TRY(auto list, list_query({.actor = actor,
                                      .definitions = *definitions,
                                      .readable = *readable,
                                      .preview = preview,
                                      .schema = *schema,
                                      .narrow = narrow,
                                      .reach = access::Reach::own},
                                     request));
    list.page = 1;
    list.per = most;
    AMPARO_TRY(auto found, find_hits(*dependencies_.index, request.record_type, list));
    return index::Page{.ids = std::move(found.ids), .total = found.total};
}

Result<RecordAnswer> Service::read(const access::Actor& actor, std::string_view record_type,
                                   const RecordId& id, std::string_view fields) const {
    if (facts_of(record_type) == nullptr) return no_such_record();
    if (!actor.can(record_type, "show")) return refuse_forbidden();
    AMPARO_TRY(const auto record, dependencies_.cache->find(*dependencies_.database, id));
    if (!record || record->type != record_type || record->deleted) return no_such_record();
    if (!access::may(actor, "show", record_type, record->data)) return refuse_forbidden();
    return RecordAnswer{
        .id = id, .revision = record->revision, .data = show(actor, *record, fields)};
}

json::Object Service::show(const access::Actor& actor, const store::StoredRecord& record,
                           std::string_view fields, Look::Beside beside) const {
    const auto definitions = dependencies_.definitions();
    const auto readable = readable_of(dependencies_, actor, definitions, record);
    const auto summary = dependencies_.masks->summary(definitions, record.type);
    const Look look(dependencies_, actor, definitions, std::move(beside));
    auto shown = represent(record, {.actor = actor,
                                    .definitions = *definitions,
                                    .readable = *readable,
                                    .fields = fields,
                                    .summary = summary.get(),
                                    .look = &look});
    add_shared_rights(dependencies_, actor, record, shown);
    return shown;
}

}  // namespace amparo::records
