// What another matching configuration would change (matching.md §13).
#include <cmath>

#include "api/demand.hpp"
#include "api/pair_log.hpp"
#include "api/route.hpp"
#include "casework/traces.hpp"
#include "matching/configurations/fits.hpp"
#include "matching/live/eligible.hpp"
#include "matching/live/show.hpp"
#include "matching/live/tryout.hpp"
#include "records/look.hpp"

namespace amparo::api {

namespace {

using matching::Configuration;
using matching::FittedModel;
using Shared = std::shared_ptr<const Configuration>;

constexpr double score_steps = 10'000;
constexpr double bit_steps = 1'000;

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

Result<Shared> shared(const Call& call, const json::Object& configuration) {
    const auto whole = call.services().match_configurations.whole(configuration);
    AMPARO_TRY(auto parsed, Configuration::parse(json::write(whole)));
    return std::make_shared<const Configuration>(std::move(parsed));
}

/// The configuration that the body asks about: one that was fitted, an older one, or the one in
/// force with changes.
Result<Shared> proposed_by(Call& call, const json::Object& data) {
    const auto& services = call.services();
    if (data.contains("fit_id")) {
        AMPARO_TRY(const auto fit,
                   services.match_fits.find(call.actor(), json::string_or(data, "fit_id")));
        if (fit.configuration.empty())
            return refuse(Errc::conflict, "errors.matching.fit_not_ready");
        return shared(call, fit.configuration);
    }
    if (const auto number = json::find_integer(data, "number")) {
        AMPARO_TRY(const auto stored,
                   services.match_configurations.find(call.actor(), static_cast<int>(*number)));
        return shared(call, stored.configuration);
    }
    const auto* patch = data.if_contains("configuration");
    if (patch != nullptr && !patch->is_object())
        return refuse_field(Errc::invalid, "/data/configuration", "errors.matching.not_an_object");
    AMPARO_TRY(const auto wanted,
               services.match_configurations.propose(
                   call.actor(), patch == nullptr ? json::Object() : patch->get_object()));
    return shared(call, wanted);
}

/// Which model the body asks about: that of the fit, or the one it names; else that of tracing.
Result<FittedModel> model_in(const Call& call, const json::Object& data) {
    if (data.contains("fit_id")) {
        AMPARO_TRY(const auto fit,
                   call.services().match_fits.find(call.actor(), json::string_or(data, "fit_id")));
        return fit.model;
    }
    const auto name = json::string_or(data, "model", name_of(FittedModel::tracing));
    for (const auto which : {FittedModel::tracing, FittedModel::duplicates}) {
        if (name == name_of(which)) return which;
    }
    return refuse_field(Errc::invalid, "/data/model", "errors.matching.unknown_option");
}

/// What is tried: a model of a configuration.
struct Proposed {
    Shared configuration;
    FittedModel model;
};

/// The configuration in force and the proposed one, on the same records.
struct BeforeAfter {
    std::unique_ptr<matching::Tryout> before;
    std::unique_ptr<matching::Tryout> after;

    static Result<BeforeAfter> of(const Call& call, const Proposed& proposed) {
        const auto& matching = call.services().matching;
        BeforeAfter both;
        AMPARO_TRY(both.before, matching.try_out(matching.configuration(), proposed.model));
        AMPARO_TRY(both.after, matching.try_out(proposed.configuration, proposed.model));
        return both;
    }
};

json::Object to_wire(const Call& call, const matching::Likeness& likeness) {
    const auto& messages = call.services().messages;
    const auto locale = call.actor().user().locale;
    json::Array bars;
    for (const auto& line : likeness.evidence) {
        const bool has_text = messages.has(line.text_key);
        bars.emplace_back(
            json::Object{{"comparator", line.comparator},
                         {"level", line.level},
                         {"weight_bits", rounded(static_cast<double>(line.weight_bits), bit_steps)},
                         {"text_key", line.text_key},
                         {"text", has_text ? json::Value(messages.text(locale, line.text_key))
                                           : json::Value(nullptr)},
                         {"family", line.is_family}});
    }
    return {{"score", rounded(likeness.match.score, score_steps)},
            {"family_score", rounded(likeness.match.family_score, score_steps)},
            {"relationship", name_of(likeness.match.relationship)},
            {"likelihood", likeness.is_likely ? "likely" : "possible"},
            {"prior_bits", rounded(static_cast<double>(likeness.prior_bits), bit_steps)},
            {"total_bits", rounded(static_cast<double>(likeness.match.bits), bit_steps)},
            {"evidence", std::move(bars)}};
}

/// Two records that are sent along: `a` as a case, `b` as a sought child, or as another case.
Result<http::Response> preview_sent(Call& call, const json::Object& data,
                                    const Proposed& proposed) {
    const auto* one = json::find_object(data, "a");
    const auto* other = json::find_object(data, "b");
    if (one == nullptr)
        return refuse_field(Errc::invalid, "/data/a", "errors.matching.not_an_object");
    if (other == nullptr)
        return refuse_field(Errc::invalid, "/data/b", "errors.matching.not_an_object");
    AMPARO_TRY(const auto both, BeforeAfter::of(call, proposed));
    const bool is_tracing = proposed.model == FittedModel::tracing;
    const matching::RecordSource trace{.record = other, .request = is_tracing ? other : nullptr};
    const auto explained = [&](matching::Tryout& tryout) {
        return to_wire(call, tryout.explain(tryout.compare(*one, trace)));
    };
    return ok(json::Object{{"before", explained(*both.before)}, {"after", explained(*both.after)}});
}

/// A case and a sought child that are stored; for who may read both.
Result<http::Response> preview_pair(Call& call, const json::Object& data,
                                    const Proposed& proposed) {
    const auto& services = call.services();
    const auto& on = services.records.dependencies();
    const auto trace = Uuid::parse(json::string_or(data, "trace_id"));
    if (!trace) return refuse_field(Errc::invalid, "/data/trace_id", "errors.fields.value");
    const records::Look look(on, call.actor(), on.definitions());
    const auto child_case = look.find("case", json::string_or(data, "case_id"));
    AMPARO_TRY(const auto request_id, casework::request_of(services.records, *trace));
    const auto request = look.find("tracing_request", request_id);
    if (child_case == nullptr || request == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    if (!look.may_read(*child_case) || !look.may_read(*request))
        return refuse(Errc::forbidden, "errors.forbidden");
    const auto* row = matching::find_trace(request->data, trace->text());
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    AMPARO_TRY(const auto both, BeforeAfter::of(call, proposed));
    const matching::RecordSource source{.record = row, .request = &request->data};
    const matching::Viewer viewer(services.records, call.actor(),
                                  services.matching.configuration()->counterpart);
    matching::PairShow show(viewer, services.matching, services.messages);
    const auto shown = [&](matching::Tryout& tryout) {
        const matching::TracePair pair{
            .case_id = child_case->id,
            .trace = {.request = request->id, .trace = trace->text()},
            .likeness = tryout.explain(tryout.compare(child_case->data, source))};
        return show.show(pair, *child_case, *request);
    };
    json::Object answer{{"before", shown(*both.before)}, {"after", shown(*both.after)}};
    log_view(call, *child_case);
    log_view(call, *request);
    return ok(std::move(answer));
}

/// Two cases that are stored; for who may read both.
Result<http::Response> preview_children(Call& call, const json::Object& data,
                                        const Proposed& proposed) {
    const auto& on = call.services().records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    const auto one = look.find("case", json::string_or(data, "case_id"));
    const auto other = look.find("case", json::string_or(data, "other_case_id"));
    if (one == nullptr || other == nullptr || one->id == other->id)
        return refuse(Errc::not_found, "errors.not_found");
    if (!look.may_read(*one) || !look.may_read(*other))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto both, BeforeAfter::of(call, proposed));
    const auto explained = [&](matching::Tryout& tryout) {
        const auto comparison = tryout.compare(one->data, {.record = &other->data});
        return to_wire(call, tryout.explain(comparison));
    };
    json::Object answer{{"before", explained(*both.before)}, {"after", explained(*both.after)}};
    log_view(call, *one);
    log_view(call, *other);
    return ok(std::move(answer));
}

/// Pairs whose standing changes, as far as the caller may read both records; ids alone.
json::Array moved_to_wire(const Call& call, const matching::Rehearsed& rehearsed) {
    const auto& on = call.services().records.dependencies();
    const records::Look look(on, call.actor(), on.definitions());
    const auto may_show = [&](const auto& record) {
        return record != nullptr && look.may_read(*record);
    };
    json::Array rows;
    for (const auto& pair : rehearsed.moved) {
        const auto child_case = look.find("case", pair.case_id);
        const bool is_tracing = rehearsed.model == FittedModel::tracing;
        const auto other = is_tracing ? look.find("tracing_request", pair.trace.request)
                                      : look.find("case", pair.other);
        if (!may_show(child_case) || !may_show(other)) continue;
        json::Object row{{"case_id", pair.case_id.text()},
                         {"case_id_display", json::string_or(child_case->data, "case_id_display")},
                         {"state", name_of(pair.state)},
                         {"score_before", rounded(pair.score_before, score_steps)},
                         {"score_after", rounded(pair.score_after, score_steps)},
                         {"standing_before", name_of(pair.before)},
                         {"standing_after", name_of(pair.after)}};
        if (is_tracing) {
            row["trace_id"] = pair.trace.trace;
            row["tracing_request_id"] = pair.trace.request.text();
        } else {
            row["other_case_id"] = pair.other.text();
            row["other_case_id_display"] = json::string_or(other->data, "case_id_display");
        }
        rows.emplace_back(std::move(row));
    }
    return rows;
}

Result<http::Response> rehearse(Call& call, const Proposed& proposed) {
    const auto& services = call.services();
    matching::Rehearsal rehearsal({.records = services.records, .service = services.matching}, {});
    AMPARO_TRY(const auto rehearsed, rehearsal.run(proposed.configuration, proposed.model));
    auto wire = matching::to_wire(rehearsed);
    wire["moved"] = moved_to_wire(call, rehearsed);
    return ok(std::move(wire));
}

Result<http::Response> preview(Call& call) {
    AMPARO_CHECK(demand(call, "matching_configuration", {"manage"}));
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto which, model_in(call, data));
    AMPARO_TRY(auto configuration, proposed_by(call, data));
    const Proposed proposed{.configuration = std::move(configuration), .model = which};
    if (data.contains("a") || data.contains("b")) return preview_sent(call, data, proposed);
    if (data.contains("other_case_id")) {
        if (which == FittedModel::duplicates) return preview_children(call, data, proposed);
        return refuse_field(Errc::invalid, "/data/model", "errors.matching.unknown_option");
    }
    if (data.contains("case_id") || data.contains("trace_id"))
        return preview_pair(call, data, proposed);
    return rehearse(call, proposed);
}

}  // namespace

Routes matching_preview_routes() {
    return {{.method = http::Method::post,
             .pattern = "/api/v2/matching_configuration/preview",
             .handler = preview,
             .model = "MatchingConfiguration",
             .action = "preview"}};
}

}  // namespace amparo::api
