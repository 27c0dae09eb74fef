#include "matching/evaluate/estimation.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "matching/evaluate/labelled_pairs.hpp"
#include "matching/evaluate/traces.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t compared_most = 12'000'000;
constexpr std::uint64_t seed = 20'250'301;
constexpr int rounds = 30;
constexpr double block_share = 0.4;      // of the matches that a block is expected to hold
constexpr double block_most = 0.5;       // of a block that is held for matches
constexpr double doubt = 40;             // matches that the weights before are worth
constexpr double chance_doubt = 1;       // pairs that a level never seen is worth
constexpr double weight_most = 12;       // bits
constexpr double matches_least = 20;     // expected in a block that tells anything
constexpr double dependent_slope = 0.6;  // evidence that is counted twice is softened so
constexpr double digits = 100;
constexpr std::size_t best_looked_at = 20;

/// The two ways in which pairs are chosen.
enum Block : std::uint8_t { of_names, of_places, block_count };

bool is_of_names(const Comparator& comparator) {
    return comparator.type == ComparatorType::person_name ||
           comparator.type == ComparatorType::kin_name ||
           comparator.type == ComparatorType::lineage ||
           comparator.type == ComparatorType::siblings;
}

/// Whether a block says by itself what a comparator will find in it.
bool implies(Block block, const Comparator& comparator) {
    if (block == of_names) return is_of_names(comparator);
    return comparator.type == ComparatorType::birth || comparator.type == ComparatorType::location;
}

/// Levels of one pair, as numbers of parameters, and the record that searched.
struct Levels {
    std::vector<std::int16_t> parameters;
    std::uint32_t search = 0;
};

/// What of a pair agrees.
struct Agreement {
    bool name = false, relative = false, birth = false, place = false;

    void add(const Comparator& comparator, float weight) {
        if (weight <= 0) return;
        const bool is_usual = comparator.measure == Measure::usual;
        name = name || (comparator.type == ComparatorType::person_name && is_usual);
        relative = relative || comparator.type == ComparatorType::kin_name;
        birth = birth || comparator.type == ComparatorType::birth;
        place = place || comparator.type == ComparatorType::location;
    }
};

/// Sorts compared pairs into blocks and counts what comes by chance.
class Pairs {
  public:
    explicit Pairs(const Model& model) : model_(model), first_(first_parameters(model)) {
        chance.resize(static_cast<std::size_t>(first_.back()), 0);
    }

    void add(std::uint32_t search, const Comparison& comparison) {
        Levels levels{.parameters = {}, .search = search};
        Agreement agreement;
        for (std::size_t at = 0; at + 1 < first_.size(); ++at) {
            const auto& outcome = comparison.outcomes[at];
            agreement.add(model_.comparators[at], outcome.weight);
            for (const auto level : {outcome.level, outcome.second}) {
                if (level == level_missing) continue;
                levels.parameters.push_back(static_cast<std::int16_t>(first_[at] + level));
                chance[static_cast<std::size_t>(levels.parameters.back())] += 1;
            }
        }
        ++compared;
        if (agreement.name && agreement.relative) blocks[of_names].push_back(levels);
        if (agreement.birth && agreement.place) blocks[of_places].push_back(std::move(levels));
    }

    std::size_t compared = 0;
    std::vector<double> chance;  // by parameter: pairs that showed it
    std::array<std::vector<Levels>, block_count> blocks;

  private:
    const Model& model_;
    std::vector<std::int16_t> first_;
};

/// What the best pairs of each search come to under a model, in bits.
using Searches = std::vector<std::vector<float>>;

/// The records that search and those that are searched.
struct Grounds {
    std::vector<json::Object> cases;
    std::vector<json::Object> requests;
    Places places;
    Sides sides = Sides::case_and_trace;
    std::vector<const json::Object*> held;
    std::vector<RecordSource> searching;
    std::vector<bool> is_used;  // of the searches
    double used = 0;

    static Result<std::unique_ptr<Grounds>> read(const FitInput& input,
                                                 const EvaluationTools& tools) {
        auto grounds = std::make_unique<Grounds>();
        AMPARO_TRY(grounds->cases, parse_lines(input.data.cases));
        AMPARO_TRY(grounds->requests, parse_lines(input.data.requests));
        AMPARO_TRY(grounds->places, Places::parse(input.data.locations));
        const bool is_tracing = input.model == FittedModel::tracing;
        grounds->sides = is_tracing ? Sides::case_and_trace : Sides::case_and_case;
        auto eligibility = tools.configuration.eligibility;
        eligibility.enabled_only = input.data.records == EvaluatedRecords::enabled;
        for (const auto& record : grounds->cases) {
            if (is_tracing && !is_traceable(record, eligibility)) continue;
            grounds->held.push_back(&record);
            if (!is_tracing) grounds->searching.push_back({.record = &record});
        }
        for (const auto& [trace, request] : open_traces(grounds->requests, eligibility)) {
            if (is_tracing) grounds->searching.push_back({.record = trace, .request = request});
        }
        grounds->limit();
        return grounds;
    }

  private:
    /// Leaves so many searches, evenly chosen, that not too many pairs are compared.
    void limit() {
        const auto all = static_cast<double>(searching.size()) * static_cast<double>(held.size());
        const auto share = static_cast<double>(compared_most) / std::max(all, 1.0);
        std::mt19937_64 random(seed);
        for (std::size_t at = 0; at < searching.size(); ++at) {
            is_used.push_back(static_cast<double>(random() >> 11U) * 0x1p-53 < share);
            used += is_used.back() ? 1 : 0;
        }
    }
};

/// Compares the records that search with all others.
Pairs compare_pairs(const Grounds& grounds, const Matcher& matcher, const Report& report) {
    Pairs pairs(matcher.model().model());
    Matcher::Session session(matcher);
    const bool is_tracing = grounds.sides == Sides::case_and_trace;
    for (std::size_t at = 0; at < grounds.searching.size(); ++at) {
        if (report) report(at + 1, grounds.searching.size());
        if (!grounds.is_used[at]) continue;
        const auto first = is_tracing ? Ordinal{0} : static_cast<Ordinal>(at + 1);
        session.compare_each(grounds.searching[at], first, [&](Ordinal, const Comparison& found) {
            pairs.add(static_cast<std::uint32_t>(at), found);
        });
    }
    return pairs;
}

Searches search_all(const Grounds& grounds, const Matcher& matcher) {
    Searches searches;
    Matcher::Session session(matcher);
    const bool is_held = grounds.sides == Sides::case_and_case;
    for (std::size_t at = 0; at < grounds.searching.size(); ++at) {
        if (!grounds.is_used[at]) continue;
        const auto found = session.search(
            grounds.searching[at],
            {.limit = best_looked_at, .exclude = is_held ? static_cast<Ordinal>(at) : no_ordinal});
        auto& bits = searches.emplace_back();
        for (const auto& match : found.matches) bits.push_back(match.bits);
    }
    return searches;
}

/// Where a function that rises reaches a value.
double bisect(double wanted, const std::function<double(double)>& rising) {
    double low = -60;
    double high = 60;
    for (int step = 0; step < 40; ++step) {
        const auto middle = (low + high) / 2;
        (rising(middle) < wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// Probabilities of the pairs of a block: a search has one match or none, and all have so many.
std::vector<double> shared_out(const std::vector<Levels>& block, const std::vector<double>& bits,
                               double matches) {
    std::vector<double> probabilities(block.size(), 0);
    bisect(matches, [&](double prior) {
        double sum = 0;
        for (std::size_t begin = 0; begin < block.size();) {
            auto end = begin;
            double odds = 1;
            for (; end < block.size() && block[end].search == block[begin].search; ++end) {
                probabilities[end] = std::exp2(std::clamp(bits[end] + prior, -300.0, 300.0));
                odds += probabilities[end];
            }
            for (; begin < end; ++begin) {
                probabilities[begin] /= odds;
                sum += probabilities[begin];
            }
        }
        return sum;
    });
    return probabilities;
}

/// The intercept under which as many searches find somebody as the prior says.
double intercept_for(const Model& model, const Searches& searches) {
    const double wanted = model.match_share * static_cast<double>(searches.size());
    const auto intercept = bisect(wanted, [&](double tried) {
        double found = 0;
        for (const auto& search : searches) {
            double nobody = 1;
            for (const auto bits : search) {
                const auto value = model.slope * static_cast<double>(bits) + tried;
                nobody *= 1 - 1 / (1 + std::exp2(-value));
            }
            found += 1 - nobody;
        }
        return found;
    });
    constexpr double most = 20;  // a configuration takes no more
    return std::clamp(intercept, -most, most);
}

/// The chance of each level, and what it would be for one child, from the weights before.
class Shares {
  public:
    Shares(const Model& model, const Pairs& pairs)
        : model_(model), first_(first_parameters(model)), chance_(pairs.chance), before_(chance_) {
        std::size_t parameter = 0;
        for (const auto& comparator : model.comparators) {
            const auto begin = parameter;
            double total = 0;
            double same = 0;
            for (const auto& level : comparator.levels) {
                chance_[parameter] += chance_doubt;
                before_[parameter] =
                    chance_[parameter] * std::exp2(static_cast<double>(level.weight));
                total += chance_[parameter];
                same += before_[parameter];
                ++parameter;
            }
            for (auto at = begin; at < parameter; ++at) {
                chance_[at] /= total;
                before_[at] /= same;
            }
        }
    }

    /// One run of expectation-maximisation in a block; adds its expected levels to `counts`. How
    /// many pairs are matches is fixed: else relatives, of whom there are more, were taken for
    /// them.
    void estimate(const std::vector<Levels>& block, Block kind, double matches,
                  std::vector<double>& counts) const {
        auto same = before_;
        std::vector<double> own(counts.size(), 0);
        std::vector<double> weights(counts.size(), 0);
        std::vector<double> bits(block.size(), 0);
        for (int round = 0; round < rounds; ++round) {
            for_free(kind, [&](std::size_t i) { weights[i] = std::log2(same[i] / chance_[i]); });
            for (std::size_t at = 0; at < block.size(); ++at) {
                bits[at] = 0;
                for (const auto level : block[at].parameters) {
                    bits[at] += weights[static_cast<std::size_t>(level)];
                }
            }
            const auto probabilities = shared_out(block, bits, matches);
            std::ranges::fill(own, 0);
            for (std::size_t at = 0; at < block.size(); ++at) {
                for (const auto level : block[at].parameters) {
                    own[static_cast<std::size_t>(level)] += probabilities[at];
                }
            }
            same = shares_of(own);
        }
        for_free(kind, [&](std::size_t i) { counts[i] += own[i]; });
    }

    /// The model with weights from what was counted; `kept` takes comparators that no pair tells
    /// of.
    Model model_of(const std::vector<double>& counts, std::vector<std::string>& kept) const {
        const auto same = shares_of(counts);
        auto fitted = model_;
        for (std::size_t at = 0; at < fitted.comparators.size(); ++at) {
            auto& comparator = fitted.comparators[at];
            auto parameter = static_cast<std::size_t>(first_[at]);
            double told = 0;
            for (std::size_t level = 0; level < comparator.levels.size(); ++level) {
                told += counts[parameter + level];
            }
            if (told < 1) {
                kept.push_back(comparator.id);
                continue;
            }
            for (auto& level : comparator.levels) {
                const auto bits = std::clamp(std::log2(same[parameter] / chance_[parameter]),
                                             -weight_most, weight_most);
                level.weight = static_cast<float>(std::round(bits * digits) / digits);
                ++parameter;
            }
        }
        fitted.slope = dependent_slope;
        fitted.intercept = 0;
        return fitted;
    }

  private:
    /// Counts of matches as shares, drawn towards what the weights before say.
    std::vector<double> shares_of(const std::vector<double>& counts) const {
        auto shares = counts;
        for (std::size_t at = 0; at + 1 < first_.size(); ++at) {
            const auto begin = static_cast<std::size_t>(first_[at]);
            const auto end = static_cast<std::size_t>(first_[at + 1]);
            double total = 0;
            for (auto i = begin; i < end; ++i) {
                shares[i] = counts[i] + doubt * before_[i];
                total += shares[i];
            }
            for (auto i = begin; i < end; ++i) shares[i] /= total;
        }
        return shares;
    }

    /// Every parameter of which a block may tell.
    template <class Function>
    void for_free(Block kind, const Function& function) const {
        for (std::size_t at = 0; at + 1 < first_.size(); ++at) {
            if (implies(kind, model_.comparators[at])) continue;
            for (auto each = first_[at]; each < first_[at + 1]; ++each) {
                function(static_cast<std::size_t>(each));
            }
        }
    }

    const Model& model_;
    std::vector<std::int16_t> first_;
    std::vector<double> chance_;
    std::vector<double> before_;
};

/// The comparators of a model whose weights were refused, by their place: those that would count
/// difference above agreement come of too few pairs.
std::set<std::size_t> refused_in(json::Object configuration, const char* name,
                                 const Model& fitted) {
    std::set<std::size_t> refused;
    write_weights(configuration[name].as_object(), fitted);
    const auto parsed = Configuration::parse(json::write(configuration));
    if (parsed) return refused;
    const auto begin = "/" + std::string(name) + "/comparators/";
    for (const auto& problem : parsed.error().problems) {
        if (!problem.pointer.starts_with(begin)) continue;
        const auto at = std::stoul(problem.pointer.substr(begin.size()));
        if (at < fitted.comparators.size()) refused.insert(at);
    }
    return refused;
}

/// The weights, without an intercept.
Result<Model> estimate_weights(const Grounds& grounds, const Model& before,
                               const EvaluationTools& tools, EstimationReport& report) {
    const BoundModel model(before, grounds.sides);
    Matcher matcher(model, tools.lexicon, grounds.places, tools.today);
    for (const auto* record : grounds.held) matcher.add({.record = record});
    const auto pairs = compare_pairs(grounds, matcher, tools.report);
    report.chance_pairs = pairs.compared;
    report.name_pairs = pairs.blocks[of_names].size();
    report.place_pairs = pairs.blocks[of_places].size();
    const Shares shares(before, pairs);
    std::vector<double> counts(pairs.chance.size(), 0);
    for (const auto block : {of_names, of_places}) {
        const auto& chosen = pairs.blocks[block];
        const auto matches = std::min(grounds.used * before.match_share * block_share,
                                      static_cast<double>(chosen.size()) * block_most);
        if (matches < matches_least) {
            return refuse(Errc::invalid, "errors.matching.too_few_to_estimate");
        }
        report.matches += matches;
        shares.estimate(chosen, block, matches, counts);
    }
    return shares.model_of(counts, report.kept);
}

}  // namespace

Result<EstimationResult> estimate_model(const FitInput& input, const EvaluationTools& tools) {
    const bool is_tracing = input.model == FittedModel::tracing;
    const auto& before = is_tracing ? tools.configuration.tracing : tools.configuration.duplicates;
    AMPARO_TRY(const auto grounds, Grounds::read(input, tools));
    EstimationResult result;
    AMPARO_TRY(auto fitted, estimate_weights(*grounds, before, tools, result.report));
    AMPARO_TRY(auto object, json::parse_object(input.configuration));
    const auto* name = is_tracing ? "tracing" : "duplicates";
    auto& kept = result.report.kept;
    for (const auto at : refused_in(object, name, fitted)) {
        const auto& comparator = before.comparators[at];
        fitted.comparators[at].levels = comparator.levels;
        if (std::ranges::find(kept, comparator.id) == kept.end()) kept.push_back(comparator.id);
    }
    const BoundModel model(fitted, grounds->sides);
    Matcher matcher(model, tools.lexicon, grounds->places, tools.today);
    for (const auto* record : grounds->held) matcher.add({.record = record});
    const auto intercept = intercept_for(fitted, search_all(*grounds, matcher));
    fitted.intercept = intercept;
    write_weights(object[name].as_object(), fitted);
    result.configuration = json::write(object);
    return result;
}

}  // namespace amparo::matching
