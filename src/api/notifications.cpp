// What happened that concerns the caller: their own notifications (case-management.md §6.4).
#include "notify/centre.hpp"

#include <algorithm>
#include <vector>

#include "api/listing.hpp"
#include "api/route.hpp"
#include "base/json.hpp"
#include "casework/transitions/receipt.hpp"
#include "notify/service.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

json::Object to_wire(const notify::Notification& notification) {
    return {{"id", notification.id},
            {"event", notification.event},
            {"record_type", json::text_or_null(notification.record_type)},
            {"record_id", json::text_or_null(notification.record_id)},
            {"display_id", json::text_or_null(notification.display_id)},
            {"actor", json::text_or_null(notification.actor)},
            {"details", notification.details},
            {"created_at", format_instant(notification.created_at)},
            {"read_at", notification.read_at ? json::Value(format_instant(*notification.read_at))
                                             : json::Value(nullptr)}};
}

notify::Centre& centre(Call& call) {
    return call.services().notify.centre();
}

/// The cases on the page that were given to the caller: what of it has now arrived.
std::vector<RecordId> cases_given(const std::vector<notify::Notification>& rows) {
    std::vector<RecordId> cases;
    for (const auto& row : rows) {
        const bool is_given = row.event == "referral" || row.event == "transfer";
        const auto id = RecordId::parse(row.record_id);
        if (!is_given || row.record_type != "case" || !id) continue;
        if (std::ranges::find(cases, *id) == cases.end()) cases.push_back(*id);
    }
    return cases;
}

Result<http::Response> list_notifications(Call& call) {
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    AMPARO_TRY(const auto page, centre(call).list({.user_id = call.actor().user().id,
                                                   .page = paging.page,
                                                   .per = paging.per,
                                                   .unread_only = call.query_is_true("unread")}));
    AMPARO_CHECK(
        casework::note_received(call.actor(), call.services().records, cases_given(page.rows)));
    json::Array rows;
    for (const auto& notification : page.rows) rows.emplace_back(to_wire(notification));
    auto metadata = page_metadata(page.total, paging);
    metadata["unread"] = page.unread;
    return ok_with(std::move(rows), std::move(metadata));
}

Result<http::Response> mark_notification(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    AMPARO_TRY(const auto data, call.data());
    const auto* wish = data.if_contains("read");
    if (wish == nullptr || !wish->is_bool()) {
        return refuse_field(Errc::invalid, "/read", "errors.fields.value");
    }
    const auto mark = wish->as_bool() ? notify::Centre::Mark::read : notify::Centre::Mark::unread;
    AMPARO_TRY(const auto notification, centre(call).mark(call.actor().user().id, id, mark));
    return ok(to_wire(notification));
}

Result<http::Response> mark_all(Call& call) {
    AMPARO_TRY(const auto count, centre(call).mark_all_read(call.actor().user().id));
    return ok(json::Object{{"marked", count}});
}

}  // namespace

Routes notification_routes() {
    using http::Method;
    return {
        {.method = Method::get, .pattern = "/api/v2/notifications", .handler = list_notifications},
        {.method = Method::patch,
         .pattern = "/api/v2/notifications/{id}",
         .handler = mark_notification},
        {.method = Method::post, .pattern = "/api/v2/notifications/read", .handler = mark_all},
    };
}

}  // namespace amparo::api
