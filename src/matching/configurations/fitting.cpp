#include "matching/configurations/fitting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "matching/decisions/standing.hpp"
#include "matching/evaluate/calibration.hpp"
#include "matching/evaluate/labelled_pairs.hpp"
#include "matching/evaluate/regression.hpp"
#include "matching/live/eligible.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

constexpr std::uint32_t folds = 5;
/// A case that looks this much like a child who was found may be a second record of that child.
constexpr double perhaps_the_same = 0.5;
constexpr float telling_change = 0.005F;  // weights are written with two digits

std::unexpected<Error> stopped() {
    return refuse(Errc::busy, "errors.busy");
}

/// Turns decisions into pairs with levels.
class Labelling {
  public:
    Labelling(const FittingGrounds& grounds, const FittingRules& rules, Tryout& tryout)
        : grounds_(grounds),
          rules_(rules),
          tryout_(tryout),
          first_(first_parameters(tryout.model())),
          prior_(tryout.prior()) {}

    /// Reads and compares what was decided. `busy` when it must end.
    Result<> run(FittedModel which) {
        return which == FittedModel::tracing ? run_over(judged_pairs) : run_over(judged_children);
    }

    std::vector<LabelledPair> pairs;
    std::size_t confirmed = 0;
    std::size_t rejected = 0;

  private:
    template <class Read>
    Result<> run_over(Read read) {
        bool is_stopped = false;
        AMPARO_TRY(
            const auto judged,
            read(grounds_.records, rules_.decided_max, [&](std::size_t done, std::size_t total) {
                is_stopped = !grounds_.goes_on("reading", done, total);
                return !is_stopped;
            }));
        if (is_stopped) return stopped();
        for (std::size_t at = 0; at < judged.size(); ++at) {
            if (!grounds_.goes_on("comparing", at, judged.size())) return stopped();
            take(judged[at]);
        }
        return {};
    }

    void take(const JudgedPair& pair) {
        const bool is_same = pair.state == PairState::confirmed;
        if (!is_same && pair.state != PairState::rejected) return;
        const auto* trace = find_trace(pair.request->data, pair.trace.trace);
        if (trace == nullptr) return;
        const RecordSource source{.record = trace, .request = &pair.request->data};
        add(tryout_.compare(pair.child_case->data, source), is_same, group_of(pair.trace.trace));
        (is_same ? confirmed : rejected) += 1;
        if (is_same) add_others(pair, source);
    }

    void take(const JudgedChildren& pair) {
        const bool is_same = pair.state == DuplicateState::same_child;
        if (!is_same && pair.state != DuplicateState::different &&
            pair.state != DuplicateState::same_family)
            return;
        const auto group = group_of(pair.child_case->id.text());
        add(tryout_.compare(pair.child_case->data, {.record = &pair.other->data}), is_same, group);
        (is_same ? confirmed : rejected) += 1;
        if (is_same) add_others(pair, group);
    }

    std::uint32_t group_of(const std::string& search) {
        return groups_.emplace(search, static_cast<std::uint32_t>(groups_.size())).first->second;
    }

    std::shared_ptr<const store::StoredRecord> stored(const RecordId& id) const {
        const auto& on = grounds_.records.dependencies();
        auto found = on.cache->find(*on.database, id);
        if (!found || *found == nullptr || (*found)->deleted) return nullptr;
        return std::move(*found);
    }

    /// Of a child who was found, the other cases that look alike are not that child.
    void add_others(const JudgedPair& found, const RecordSource& source) {
        for (const auto& case_id : tryout_.nearest(source, rules_.others_max)) {
            const auto case_text = case_id.text();  // PairIds only views it
            const PairIds ids{.trace = found.trace.trace, .case_id = case_text};
            if (case_id == found.child_case->id ||
                find_decision(found.request->data, ids) != nullptr)
                continue;
            add_if_another(stored(case_id), source, group_of(found.trace.trace));
        }
    }

    void add_others(const JudgedChildren& found, std::uint32_t group) {
        const RecordSource source{.record = &found.child_case->data};
        for (const auto& id :
             tryout_.nearest_children(*found.child_case, rules_.other_children_max)) {
            const bool is_decided =
                find_duplicate_decision(found.child_case->data, id.text()) != nullptr;
            if (!is_decided) add_if_another(stored(id), source, group);
        }
    }

    /// Adds a case that nobody decided on, unless it may well be the child.
    void add_if_another(const std::shared_ptr<const store::StoredRecord>& other,
                        const RecordSource& source, std::uint32_t group) {
        if (other == nullptr) return;
        const auto comparison = tryout_.compare(other->data, source);
        if (tryout_.judge(comparison).score < perhaps_the_same) add(comparison, false, group);
    }

    void add(const Comparison& comparison, bool is_same, std::uint32_t group) {
        LabelledPair pair{.parameters = {}, .prior = prior_, .is_same = is_same, .group = group};
        for (std::size_t at = 0; at + 1 < first_.size(); ++at) {
            const auto& outcome = comparison.outcomes[at];
            for (const auto level : {outcome.level, outcome.second}) {
                if (level == level_missing) continue;
                pair.parameters.push_back(static_cast<std::int16_t>(first_[at] + level));
            }
        }
        pairs.push_back(std::move(pair));
    }

    const FittingGrounds& grounds_;
    const FittingRules& rules_;
    Tryout& tryout_;
    std::vector<std::int16_t> first_;
    float prior_;
    std::map<std::string, std::uint32_t> groups_;
};

using Fitter = std::function<Model(const std::vector<LabelledPair>&)>;

Fitter fitter_of(FitMethod method, const Model& before) {
    if (method == FitMethod::calibration)
        return [&before](const auto& pairs) { return calibrate(before, pairs); };
    return [&before](const auto& pairs) { return regress(before, pairs, {}); };
}

/// The comparators of the model whose weights were refused, by their place.
std::set<std::size_t> refused_comparators(const json::Object& configuration, FittedModel which) {
    std::set<std::size_t> refused;
    const auto parsed = Configuration::parse(json::write(configuration));
    if (parsed) return refused;
    const auto begin = fmt::format("/{}/comparators/", name_of(which));
    for (const auto& problem : parsed.error().problems) {
        if (problem.pointer.starts_with(begin))
            refused.insert(std::stoul(problem.pointer.substr(begin.size())));
    }
    return refused;
}

/// Weights that would count difference above agreement come of too few pairs: the old ones stay.
void keep_refused(DecisionFit& fit, const Model& before, Model fitted) {
    auto& model = fit.configuration[name_of(fit.model)].as_object();
    write_weights(model, fitted);
    for (const auto at : refused_comparators(fit.configuration, fit.model)) {
        if (at >= before.comparators.size()) continue;
        fitted.comparators[at].levels = before.comparators[at].levels;
        fit.kept.push_back(before.comparators[at].id);
    }
    write_weights(model, fitted);
    for (std::size_t at = 0; at < before.comparators.size(); ++at) {
        const auto& old_levels = before.comparators[at].levels;
        const auto& new_levels = fitted.comparators[at].levels;
        for (std::size_t level = 0; level < old_levels.size(); ++level) {
            const auto from = old_levels[level].weight;
            const auto to = std::round(new_levels[level].weight * 100) / 100;
            if (std::abs(to - from) < telling_change) continue;
            fit.changes.push_back({.comparator = before.comparators[at].id,
                                   .level = old_levels[level].name,
                                   .before = from,
                                   .after = to});
        }
    }
}

void write_calibration(json::Object& model, const Model& fitted) {
    json::Object calibration;
    calibration["a"] = std::round(fitted.slope * 1000) / 1000;
    calibration["b"] = std::round(fitted.intercept * 1000) / 1000;
    calibration["method"] = "platt";
    model["calibration"] = std::move(calibration);
}

FitMethod method_for(std::size_t of_each, const FittingRules& rules) {
    if (of_each >= rules.weights_min) return FitMethod::weights;
    return of_each >= rules.calibration_min ? FitMethod::calibration : FitMethod::none;
}

}  // namespace

std::string_view name_of(FitMethod method) {
    constexpr std::string_view names[] = {"none", "calibration", "weights"};
    return names[static_cast<std::size_t>(method)];
}

Result<DecisionFit> fit_to_decisions(const FittingGrounds& grounds, const FittingRules& rules,
                                     const json::Object& configuration, FittedModel which) {
    AMPARO_TRY(auto parsed, Configuration::parse(json::write(configuration)));
    const auto shared = std::make_shared<const Configuration>(std::move(parsed));
    AMPARO_TRY(const auto tryout, grounds.service.try_out(shared, which));
    Labelling labelling(grounds, rules, *tryout);
    AMPARO_CHECK(labelling.run(which));
    DecisionFit fit{
        .model = which, .confirmed = labelling.confirmed, .rejected = labelling.rejected};
    const auto of_each = std::min(fit.confirmed, fit.rejected);
    fit.method = method_for(of_each, rules);
    fit.needed = of_each < rules.calibration_min ? rules.calibration_min : rules.weights_min;
    if (fit.method == FitMethod::none) return fit;
    const auto& before = model_of(*shared, which);
    const auto fitter = fitter_of(fit.method, before);
    std::vector<LabelledPair> learnt;
    std::vector<LabelledPair> held_out;
    for (const auto& pair : labelling.pairs)
        (pair.group % folds == 0 ? held_out : learnt).push_back(pair);
    if (!grounds.goes_on("fitting", 0, 2)) return stopped();
    fit.report.digest = digest_of(labelling.pairs);
    fit.report.before = goodness_of(before, held_out);
    fit.report.after = goodness_of(fitter(learnt), held_out);
    if (!grounds.goes_on("fitting", 1, 2)) return stopped();
    fit.configuration = configuration;
    auto fitted = fitter(labelling.pairs);
    if (fit.method == FitMethod::calibration) {
        write_calibration(fit.configuration[name_of(which)].as_object(), fitted);
    } else {
        keep_refused(fit, before, std::move(fitted));
    }
    return fit;
}

}  // namespace amparo::matching
