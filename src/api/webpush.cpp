// The browsers that a user wants to be told on (administration.md §19).
#include "api/listing.hpp"
#include "api/route.hpp"
#include "base/crypto.hpp"
#include "notify/service.hpp"

namespace amparo::api {

namespace {

json::Object to_wire(const notify::Subscription& subscription) {
    return {{"id", subscription.id},
            {"user_id", subscription.user_id},
            {"disabled", subscription.disabled},
            {"notification_url", subscription.url},
            {"created_at", format_instant(subscription.created_at)},
            {"updated_at", format_instant(subscription.updated_at)}};
}

Result<> check_enabled(Call& call) {
    if (call.services().notify.push().enabled) return {};
    return refuse(Errc::not_found, "errors.not_found");
}

Result<http::Response> show_config(Call& call) {
    const auto& push = call.services().notify.push();
    const auto key =
        push.enabled ? json::Value(crypto::base64_url(push.keys.point)) : json::Value(nullptr);
    return ok(json::Object{{"enabled", push.enabled},
                           {"vapid_public", key},
                           {"pause_after", push.pause_after.count()}});
}

Result<http::Response> list_subscriptions(Call& call) {
    AMPARO_CHECK(check_enabled(call));
    AMPARO_TRY(const auto found, call.services().notify.subscriptions().list(
                                     call.actor().user().id, call.query("notification_url")));
    json::Array rows;
    for (const auto& subscription : found) rows.emplace_back(to_wire(subscription));
    return ok(std::move(rows));
}

Result<http::Response> save_subscription(Call& call) {
    AMPARO_CHECK(check_enabled(call));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto saved,
               call.services().notify.subscriptions().save(
                   call.actor().user().id, {.url = json::string_or(data, "notification_url"),
                                            .p256dh = json::string_or(data, "p256dh"),
                                            .auth = json::string_or(data, "auth")}));
    return ok(to_wire(saved));
}

Result<http::Response> touch_subscription(Call& call) {
    AMPARO_CHECK(check_enabled(call));
    AMPARO_TRY(const auto data, call.data());
    using Wish = notify::Subscriptions::Wish;
    const auto wish = json::bool_or(data, "disabled", false) ? Wish::disable : Wish::seen;
    AMPARO_TRY(const auto touched,
               call.services().notify.subscriptions().touch(
                   call.actor().user().id, json::string_or(data, "notification_url"), wish));
    return ok(to_wire(touched));
}

}  // namespace

Routes webpush_routes() {
    using http::Method;
    constexpr std::string_view all = "/api/v2/webpush/subscriptions";
    return {
        {.method = Method::get,
         .pattern = "/api/v2/webpush/config",
         .handler = show_config,
         .keep = Keep::ask_again},
        {.method = Method::get, .pattern = all, .handler = list_subscriptions},
        {.method = Method::post, .pattern = all, .handler = save_subscription},
        {.method = Method::patch,
         .pattern = "/api/v2/webpush/subscriptions/current",
         .handler = touch_subscription},
    };
}

}  // namespace amparo::api
