// Weights from what reviewers decided, on an administrator's order (matching.md §§6.5, 13).
#include "api/objects.hpp"
#include "api/route.hpp"
#include "base/json.hpp"
#include "matching/configurations/fits.hpp"

namespace amparo::api {

namespace {

constexpr int accepted = 202;
constexpr std::int64_t configuration_id = 1;

json::Object fit_to_wire(const matching::Fit& fit) {
    json::Object wire{
        {"id", fit.id},
        {"model", name_of(fit.model)},
        {"state", name_of(fit.state)},
        {"ordered_by", fit.ordered_by},
        {"ordered_at", fit.ordered_at},
        {"base_number", fit.base_number},
        {"decided_by", json::text_or_null(fit.decided_by)},
        {"decided_at", json::text_or_null(fit.decided_at)},
        {"has_proposal", !fit.configuration.empty()},
        {"progress",
         fit.progress.contains("step") ? json::Value(fit.progress) : json::Value(nullptr)},
        {"report", fit.report.empty() ? json::Value(nullptr) : json::Value(fit.report)}};
    wire["error"] = json::text_or_null(fit.error);
    return wire;
}

Result<http::Response> list_fits(Call& call) {
    AMPARO_TRY(const auto fits, call.services().match_fits.all(call.actor()));
    json::Array rows;
    for (const auto& fit : fits) rows.emplace_back(fit_to_wire(fit));
    const auto total = rows.size();
    return ok_with(std::move(rows), {{"total", total}});
}

Result<http::Response> show_fit(Call& call) {
    AMPARO_TRY(const auto fit, call.services().match_fits.find(
                                   call.actor(), call.request().path_parameter("fit_id")));
    auto wire = fit_to_wire(fit);
    if (!fit.configuration.empty()) wire["configuration"] = fit.configuration;
    return ok(std::move(wire));
}

/// Which model the body asks to fit; that of tracing when it does not say.
Result<matching::FittedModel> model_asked_for(const Call& call) {
    using matching::FittedModel;
    AMPARO_TRY(const auto body, call.body());
    const auto* data = json::find_object(body, "data");
    const auto name = data == nullptr ? std::string() : json::string_or(*data, "model", "tracing");
    if (name.empty() || name == name_of(FittedModel::tracing)) return FittedModel::tracing;
    if (name == name_of(FittedModel::duplicates)) return FittedModel::duplicates;
    return refuse_field(Errc::invalid, "/data/model", "errors.matching.unknown_option");
}

Result<http::Response> order_fit(Call& call) {
    AMPARO_TRY(const auto which, model_asked_for(call));
    AMPARO_TRY(const auto fit, call.services().match_fits.order(call.actor(), which));
    call.audit().record_id = fit.id;
    auto response = ok(fit_to_wire(fit));
    response.status = accepted;
    return response;
}

Result<http::Response> apply_fit(Call& call) {
    const auto id = call.request().path_parameter("fit_id");
    AMPARO_TRY(const auto stored, call.services().match_fits.apply(call.actor(), id));
    call.audit().record_id = id;
    call.audit().details = json::Object{{"number", stored.number()}};
    AMPARO_TRY(const auto fit, call.services().match_fits.find(call.actor(), id));
    auto response = ok(fit_to_wire(fit));
    response.headers.emplace_back("ETag", object_etag(configuration_id, stored.number()));
    return response;
}

Result<http::Response> drop_fit(Call& call) {
    const auto id = call.request().path_parameter("fit_id");
    AMPARO_TRY(const auto fit, call.services().match_fits.drop(call.actor(), id));
    call.audit().record_id = id;
    return ok(fit_to_wire(fit));
}

}  // namespace

Routes matching_fit_routes() {
    using http::Method;
    constexpr std::string_view model = "MatchingFit";
    constexpr std::string_view one = "/api/v2/matching_configuration/fits/{fit_id}";
    return {{.method = Method::post,
             .pattern = "/api/v2/matching_configuration/fit",
             .handler = order_fit,
             .model = model,
             .action = "create"},
            {.method = Method::get,
             .pattern = "/api/v2/matching_configuration/fits",
             .handler = list_fits,
             .model = model,
             .action = "list"},
            {.method = Method::get,
             .pattern = one,
             .handler = show_fit,
             .model = model,
             .action = "show"},
            {.method = Method::post,
             .pattern = "/api/v2/matching_configuration/fits/{fit_id}/apply",
             .handler = apply_fit,
             .model = model,
             .action = "apply"},
            {.method = Method::del,
             .pattern = one,
             .handler = drop_fit,
             .model = model,
             .action = "delete"}};
}

}  // namespace amparo::api
