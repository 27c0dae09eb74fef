#include "matching/configurations/fits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "store/documents.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t fits_max = 50;  // more are forgotten, the oldest first
constexpr int attempts_max = 3;
constexpr std::chrono::seconds tell_every{1};

constexpr std::array<std::string_view, 6> state_names{"waiting", "running", "ready",
                                                      "failed",  "applied", "dropped"};

FitState state_named(std::string_view name) {
    const auto* found = std::ranges::find(state_names, name);
    if (found == state_names.end()) return FitState::failed;
    return static_cast<FitState>(found - state_names.begin());
}

/// So that keys sort as numbers do.
std::string key_of(const std::string& id) {
    constexpr std::size_t digits = 12;
    return id.size() >= digits ? id : std::string(digits - id.size(), '0') + id;
}

std::optional<std::int64_t> number_of(const std::string& id) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size() || number <= 0) return std::nullopt;
    return number;
}

json::Object to_document(const Fit& fit) {
    return {{"id", fit.id},
            {"model", name_of(fit.model)},
            {"state", name_of(fit.state)},
            {"ordered_by", fit.ordered_by},
            {"ordered_at", fit.ordered_at},
            {"base_number", fit.base_number},
            {"decided_by", fit.decided_by},
            {"decided_at", fit.decided_at},
            {"error", fit.error},
            {"report", fit.report},
            {"configuration", fit.configuration}};
}

Fit from_document(const json::Object& data) {
    const bool is_of_duplicates =
        json::string_or(data, "model") == name_of(FittedModel::duplicates);
    Fit fit{.id = json::string_or(data, "id"),
            .model = is_of_duplicates ? FittedModel::duplicates : FittedModel::tracing,
            .state = state_named(json::string_or(data, "state")),
            .ordered_by = json::string_or(data, "ordered_by"),
            .ordered_at = json::string_or(data, "ordered_at"),
            .base_number = static_cast<int>(json::integer_or(data, "base_number", 0)),
            .decided_by = json::string_or(data, "decided_by"),
            .decided_at = json::string_or(data, "decided_at"),
            .progress = {},
            .error = json::string_or(data, "error")};
    if (const auto* report = json::find_object(data, "report")) fit.report = *report;
    if (const auto* wanted = json::find_object(data, "configuration")) fit.configuration = *wanted;
    return fit;
}

bool is_under_way(const Fit& fit) {
    return fit.state == FitState::waiting || fit.state == FitState::running;
}

/// What the job says of a fit that is not ready.
Result<> follow_job(store::Snapshot& snapshot, Fit& fit) {
    const auto number = number_of(fit.id);
    if (fit.state != FitState::waiting || !number) return {};
    AMPARO_TRY(const auto job, store::find_job(snapshot, *number));
    if (!job || job->state == store::JobState::failed) {
        fit.state = FitState::failed;
        fit.error = job && !job->error.empty() ? job->error : "errors.job.abandoned";
        return {};
    }
    if (job->state == store::JobState::running) fit.state = FitState::running;
    fit.progress = job->result;
    return {};
}

std::unexpected<Error> not_allowed() {
    return refuse(Errc::forbidden, "errors.forbidden");
}

double rounded(double value) {
    return std::round(value * 10'000) / 10'000;
}

json::Object to_wire(const Goodness& goodness) {
    return {{"pairs", goodness.pairs},
            {"matches", goodness.matches},
            {"first", rounded(goodness.first)},
            {"calibration", rounded(goodness.calibration)},
            {"log_loss", rounded(goodness.log_loss)}};
}

json::Object to_wire(const RehearsedCounts& counts) {
    return {{"pairs", counts.pairs},
            {"listed_before", counts.listed_before},
            {"listed_after", counts.listed_after},
            {"likely_before", counts.likely_before},
            {"likely_after", counts.likely_after},
            {"risen", counts.risen},
            {"fallen", counts.fallen}};
}

double two_digits(float weight) {
    return std::round(static_cast<double>(weight) * 100) / 100;
}

json::Array to_wire(const std::vector<WeightChange>& changes) {
    json::Array wire;
    for (const auto& change : changes)
        wire.emplace_back(json::Object{{"comparator", change.comparator},
                                       {"level", change.level},
                                       {"before", two_digits(change.before)},
                                       {"after", two_digits(change.after)}});
    return wire;
}

/// Tells how far a job has come, at most once a second.
class Progress {
  public:
    explicit Progress(const store::RunningJob& running) : running_(running) {}

    /// False when the job must end.
    bool operator()(std::string_view step, std::size_t done, std::size_t total) {
        if (running_.is_stopping && running_.is_stopping()) return false;
        const auto now = std::chrono::steady_clock::now();
        if (step == step_ && now - told_ < tell_every) return true;
        step_ = step;
        told_ = now;
        if (!running_.report) return true;
        return running_.report({{"step", step}, {"done", done}, {"total", total}}).has_value();
    }

  private:
    const store::RunningJob& running_;
    std::string step_;
    std::chrono::steady_clock::time_point told_{};
};

}  // namespace

std::string_view name_of(FitState state) {
    return state_names.at(static_cast<std::size_t>(state));
}

json::Object to_wire(const Rehearsed& rehearsed) {
    return {{"model", name_of(rehearsed.model)},
            {"confirmed", to_wire(rehearsed.confirmed)},
            {"rejected", to_wire(rehearsed.rejected)},
            {"undecided", to_wire(rehearsed.undecided)},
            {"suggested", to_wire(rehearsed.suggested)},
            {"traces", rehearsed.traces},
            {"traces_looked_at", rehearsed.traces_looked_at},
            {"first_changed", rehearsed.first_changed},
            {"is_complete", rehearsed.is_complete}};
}

Result<std::vector<Fit>> Fits::all(const access::Actor& actor) const {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.read([](store::Snapshot& snapshot) -> Result<std::vector<Fit>> {
        AMPARO_TRY(const auto documents, store::documents_of(snapshot, fit_kind));
        std::vector<Fit> fits;
        fits.reserve(documents.size());
        for (const auto& document : documents) {
            auto fit = from_document(document.data);
            AMPARO_CHECK(follow_job(snapshot, fit));
            fits.push_back(std::move(fit));
        }
        std::ranges::reverse(fits);
        return fits;
    });
}

Result<Fit> Fits::find_in(store::Snapshot& snapshot, const std::string& id) const {
    AMPARO_TRY(const auto document, store::find_document(snapshot, fit_kind, key_of(id)));
    if (!document) return refuse(Errc::not_found, "errors.not_found");
    auto fit = from_document(document->data);
    AMPARO_CHECK(follow_job(snapshot, fit));
    return fit;
}

Result<Fit> Fits::find(const access::Actor& actor, const std::string& id) const {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.read([&](store::Snapshot& snapshot) { return find_in(snapshot, id); });
}

Result<> Fits::check_none_is_under_way(store::Snapshot& snapshot) const {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, fit_kind));
    for (const auto& document : documents) {
        auto fit = from_document(document.data);
        AMPARO_CHECK(follow_job(snapshot, fit));
        if (is_under_way(fit)) return refuse(Errc::conflict, "errors.matching.fit_under_way");
    }
    return {};
}

Result<> Fits::keep(store::Transaction& transaction, const Fit& fit) const {
    const auto& actor = fit.decided_by.empty() ? fit.ordered_by : fit.decided_by;
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(fit_kind),
                                                   .key = key_of(fit.id),
                                                   .data = to_document(fit),
                                                   .actor = actor,
                                                   .at = parts_.database.clock().now()}));
    AMPARO_TRY(const auto kept, store::documents_of(transaction, fit_kind));
    for (std::size_t beyond = fits_max; beyond < kept.size(); ++beyond) {
        AMPARO_CHECK(
            store::remove_document(transaction, fit_kind, kept[beyond - fits_max].key, actor));
    }
    return {};
}

Result<Fit> Fits::order(const access::Actor& actor, FittedModel which) {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.write([&](store::Transaction& transaction) -> Result<Fit> {
        AMPARO_CHECK(check_none_is_under_way(transaction));
        AMPARO_TRY(const auto base, parts_.configurations.current_in(transaction));
        AMPARO_TRY(const auto job, store::enqueue_job(transaction, {.queue = std::string(fit_queue),
                                                                    .kind = std::string(fit_job),
                                                                    .attempts_max = attempts_max}));
        Fit fit{.id = std::to_string(job),
                .model = which,
                .ordered_by = actor.name().text(),
                .ordered_at = format_instant(parts_.database.clock().now()),
                .base_number = base.number()};
        AMPARO_CHECK(keep(transaction, fit));
        return fit;
    });
}

Result<StoredConfiguration> Fits::apply(const access::Actor& actor, const std::string& id) {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.write(
        [&](store::Transaction& transaction) -> Result<StoredConfiguration> {
            AMPARO_TRY(auto fit, find_in(transaction, id));
            if (fit.state != FitState::ready || fit.configuration.empty())
                return refuse(Errc::conflict, "errors.matching.fit_not_ready");
            AMPARO_TRY(const auto current, parts_.configurations.current_in(transaction));
            if (current.number() != fit.base_number)
                return refuse(Errc::conflict, "errors.matching.fit_outdated");
            AMPARO_TRY(auto stored,
                       parts_.configurations.put(actor, transaction,
                                                 {.configuration = fit.configuration,
                                                  .origin = ConfigurationOrigin::fitted,
                                                  .fit_id = fit.id}));
            fit.state = FitState::applied;
            fit.decided_by = actor.name().text();
            fit.decided_at = format_instant(parts_.database.clock().now());
            AMPARO_CHECK(keep(transaction, fit));
            return stored;
        });
}

Result<Fit> Fits::drop(const access::Actor& actor, const std::string& id) {
    if (!may_configure_matching(actor)) return not_allowed();
    return parts_.database.write([&](store::Transaction& transaction) -> Result<Fit> {
        AMPARO_TRY(auto fit, find_in(transaction, id));
        if (fit.state == FitState::applied || fit.state == FitState::dropped)
            return refuse(Errc::conflict, "errors.matching.fit_not_ready");
        fit.state = FitState::dropped;
        fit.progress = {};
        fit.decided_by = actor.name().text();
        fit.decided_at = format_instant(parts_.database.clock().now());
        AMPARO_CHECK(keep(transaction, fit));
        return fit;
    });
}

Result<DecisionFit> Fits::fit_decisions(const store::RunningJob& running, FittedModel which,
                                        const json::Object& configuration) const {
    Progress progress(running);
    return fit_to_decisions(
        {.records = parts_.records,
         .service = parts_.service,
         .goes_on = [&](std::string_view step, std::size_t done,
                        std::size_t total) { return progress(step, done, total); }},
        parts_.rules, configuration, which);
}

Result<json::Object> Fits::report_of(const store::RunningJob& running,
                                     const DecisionFit& fit) const {
    json::Object report{{"method", name_of(fit.method)},
                        {"confirmed", fit.confirmed},
                        {"rejected", fit.rejected},
                        {"needed", fit.needed}};
    if (fit.method == FitMethod::none) return report;
    report["before"] = to_wire(fit.report.before);
    report["after"] = to_wire(fit.report.after);
    report["digest"] = std::to_string(fit.report.digest);
    report["changes"] = to_wire(fit.changes);
    report["kept"] = json::to_array(fit.kept);
    AMPARO_TRY(auto proposed, Configuration::parse(json::write(fit.configuration)));
    Progress progress(running);
    bool is_stopped = false;
    Rehearsal rehearsal({.records = parts_.records,
                         .service = parts_.service,
                         .goes_on =
                             [&](std::size_t done, std::size_t total) {
                                 is_stopped = !progress("rehearsing", done, total);
                                 return !is_stopped;
                             }},
                        {.time_max = std::chrono::minutes(2)});
    AMPARO_TRY(
        const auto rehearsed,
        rehearsal.run(std::make_shared<const Configuration>(std::move(proposed)), fit.model));
    if (is_stopped) return refuse(Errc::busy, "errors.busy");
    report["rehearsal"] = to_wire(rehearsed);
    return report;
}

Result<json::Object> Fits::run(const store::RunningJob& running) {
    const auto id = std::to_string(running.job.id);
    struct Start {
        Fit fit;
        StoredConfiguration base;
    };
    AMPARO_TRY(const auto start,
               parts_.database.read([&](store::Snapshot& snapshot) -> Result<Start> {
                   AMPARO_TRY(auto fit, find_in(snapshot, id));
                   AMPARO_TRY(auto base, parts_.configurations.current_in(snapshot));
                   return Start{std::move(fit), std::move(base)};
               }));
    // Dropped before it began.
    if (!is_under_way(start.fit)) return json::Object{};
    // Also the weights of criteria that nobody wrote down are learnt.
    AMPARO_TRY(auto fitted, fit_decisions(running, start.fit.model,
                                          parts_.configurations.whole(start.base.configuration)));
    AMPARO_TRY(auto report, report_of(running, fitted));
    return parts_.database.write([&](store::Transaction& transaction) -> Result<json::Object> {
        AMPARO_TRY(auto fit, find_in(transaction, id));
        if (!is_under_way(fit)) return json::Object{};
        fit.state = FitState::ready;
        // A job that begins again after a restart may begin from another configuration.
        fit.base_number = start.base.number();
        fit.report = report;
        fit.configuration = fitted.configuration;
        AMPARO_CHECK(keep(transaction, fit));
        log::info("matching.fitted", {{"model", name_of(fitted.model)},
                                      {"method", name_of(fitted.method)},
                                      {"confirmed", fitted.confirmed},
                                      {"rejected", fitted.rejected}});
        return json::Object{};
    });
}

}  // namespace amparo::matching
