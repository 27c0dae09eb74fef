#include "notify/webhooks/sender.hpp"

namespace amparo::notify {
namespace {

std::string problem_of(OutboundAnswer::Problem problem) {
    using enum OutboundAnswer::Problem;
    switch (problem) {
        case none:
            return {};
        case malformed:
            return "errors.models.webhook.url_format";
        case refused:
            return "errors.webhook.target_refused";
        case timeout:
            return "errors.webhook.timeout";
        case not_trusted:
            return "errors.webhook.not_trusted";
        case unreachable:
            return "errors.webhook.unreachable";
    }
    return {};
}

}  // namespace

Result<WebhookTargets> WebhookTargets::from_settings(const Settings& settings) {
    using enum OutboundTargets::PlainHttp;
    const bool allows_http = settings.boolean("webhooks.allow_http");
    auto targets = OutboundTargets::create(
        {.http = allows_http ? allowed : refused,
         .private_ranges = settings.text("webhooks.private_targets"),
         .ca_file = settings.text("webhooks.ca_file"),
         .timeout = std::chrono::seconds(settings.integer("webhooks.timeout_seconds"))});
    if (!targets)
        return refuse_field(Errc::invalid, "webhooks.private_targets", targets.error().message);
    WebhookTargets made;
    made.targets_ = std::move(*targets);
    return made;
}

Result<> WebhookTargets::check(const std::string& url) const {
    switch (targets_.judge(url)) {
        case OutboundTargets::Verdict::malformed:
            return refuse_field(Errc::invalid, "url", "errors.models.webhook.url_format");
        case OutboundTargets::Verdict::refused:
            return refuse_field(Errc::invalid, "url", "errors.webhook.target_refused");
        case OutboundTargets::Verdict::good:
            break;
    }
    return {};
}

WebhookAnswer post(const WebhookPost& message, const WebhookTargets& targets) {
    auto answer = call_out({.url = message.url, .headers = message.headers, .body = message.body},
                           targets.outbound());
    return {.status = answer.status,
            .body = std::move(answer.body),
            .problem = problem_of(answer.problem),
            .retry_after = answer.retry_after};
}

}  // namespace amparo::notify
