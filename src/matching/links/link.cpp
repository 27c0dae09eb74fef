#include "matching/links/link.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "matching/links/dependence.hpp"
#include "matching/links/learning.hpp"
#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

constexpr int rounds_max = 3;            // later ones change nothing on the data we know
constexpr int chance_rounds = 2;         // estimations before the first grouping
constexpr float learned_from_bits = -4;  // from groups that may well be one person, by how likely
constexpr float one_person_bits = 0;     // more likely than not
constexpr double score_least = 0.005;    // links below are chance, however many are asked for
constexpr std::size_t estimated_pairs_max = 1'000'000;

std::vector<bool> dates_of(const People& people) {
    std::vector<bool> dates;
    for (const auto& aspect : people.aspects) dates.push_back(aspect.type == AspectType::date);
    return dates;
}

/// What relatives do not share: the given name and dates.
std::vector<bool> personal_of(const People& people) {
    std::vector<bool> personal;
    for (const auto& aspect : people.aspects) {
        personal.push_back(aspect.type == AspectType::date || aspect.type == AspectType::given);
    }
    return personal;
}

/// One linkage: retrieves, estimates, then groups and learns in turn.
class Linkage {
  public:
    Linkage(const People& people, const LinkOptions& options, const StageReport& report)
        : people_(people),
          options_(options),
          report_(report),
          aspects_(people.aspects.size()),
          associations_(aspects_),
          person_(people.size()) {
        std::iota(person_.begin(), person_.end(), 0U);
    }

    std::vector<Merge> run(LinkReport& details) {
        const auto per_record = std::clamp(pairs_max / std::max<std::size_t>(people_.size(), 1),
                                           partners_least, partners_most);
        pairs_ = retrieve(people_, {.scope = options_.scope, .per_record = per_record},
                          reporter(Stage::retrieving));
        details.candidates = pairs_.size();
        population_ = count_values(people_, person_);
        estimate_first(details);
        std::vector<Merge> merges;
        for (int round = 1; round <= rounds_max; ++round) {
            const bool is_last = round == rounds_max;
            merges = group_records(is_last ? least_bits() : learned_from_bits);
            person_ =
                persons(people_.size(), merges, is_last ? one_person_bits : learned_from_bits);
            if (!is_last) learn();
        }
        details.persons = records_by_person(person_).size();
        return merges;
    }

  private:
    Report reporter(Stage stage) const {
        return [this, stage](std::size_t done, std::size_t total) { report_(stage, done, total); };
    }

    float least_bits() const {
        return bits_for(std::clamp(options_.score_min, score_least, 1 - score_least));
    }

    std::vector<Merge> group_records(float least) const {
        const Comparison comparison(people_, population_, associations_);
        const Evidence evidence{.people = people_,
                                .comparison = comparison,
                                .weights = weights_,
                                .sizes = sizes_,
                                .scope = options_.scope};
        return group(evidence, pairs_, {.least_bits = least}, reporter(Stage::grouping));
    }

    /// Expectation-maximisation on the pairs retrieved. Among few records many chance pairs are no
    /// chance: they are counted again by what the first estimation says of them.
    void estimate_first(LinkReport& details) {
        const Comparison comparison(people_, population_, associations_);
        const auto chance =
            observe(comparison, aspects_, chance_pairs(people_, person_, options_.scope));
        const auto step = pairs_.size() / estimated_pairs_max + 1;
        std::vector<Pair> sample;
        for (std::size_t i = 0; i < pairs_.size(); i += step) sample.push_back(pairs_[i]);
        report_(Stage::comparing, 0, sample.size());
        const auto observations = observe(comparison, aspects_, sample);
        report_(Stage::comparing, sample.size(), sample.size());
        const double total =
            std::max(count_pairs(people_, options_.scope) / static_cast<double>(step),
                     static_cast<double>(sample.size()));
        weights_ = starting_weights(chance, personal_of(people_));
        weights_.dependences = find_dependences(chance, dates_of(people_));
        weights_.prior =
            -std::log2(2.0 * static_cast<double>(std::max<std::size_t>(people_.size(), 2)));
        weights_.kinship.prior = weights_.prior;
        for (int round = 0; round < chance_rounds; ++round) {
            if (round > 0) weights_.chance = chance_weighed(chance, weights_);
            auto estimation = estimate(observations, total, std::move(weights_));
            weights_ = std::move(estimation.weights);
            details.likelihoods = std::move(estimation.likelihoods);
            details.expected_pairs = estimation.matches * static_cast<double>(step);
        }
    }

    /// Counts everything again, by person, from the groups found.
    void learn() {
        const auto records = records_by_person(person_);
        std::vector<std::size_t> sizes;
        for (const auto& of_person : records) sizes.push_back(of_person.size());
        sizes_ = count_sizes(sizes);
        population_ = count_values(people_, person_);
        associations_ = find_associations(people_, population_, records);
        const Comparison comparison(people_, population_, associations_);
        const auto chance =
            observe(comparison, aspects_, chance_pairs(people_, person_, options_.scope));
        weights_ = counted_weights(
            weights_, observe(comparison, aspects_, same_pairs(people_, records, options_.scope)),
            chance);
        weights_.dependences = find_dependences(chance, dates_of(people_));
    }

    const People& people_;
    const LinkOptions& options_;
    const StageReport& report_;
    std::size_t aspects_;
    Associations associations_;
    std::vector<std::uint32_t> person_;
    std::vector<Pair> pairs_;
    Population population_;
    Weights weights_;
    SizePrior sizes_;
};

/// Turns merges into links between the records of their two sides.
class LinkList {
  public:
    LinkList(const People& people, const LinkOptions& options)
        : people_(people), options_(options), group_(people.size()), members_(people.size()) {
        for (RecordId i = 0; i < group_.size(); ++i) {
            group_[i] = i;
            members_[i] = {i};
        }
    }

    Result<> add(const Merge& merge) {
        auto into = group_[merge.left];
        auto from = group_[merge.right];
        const double score = probability_of(static_cast<double>(merge.bits));
        if (score >= options_.score_min) {
            AMPARO_CHECK(add_links(members_[into], members_[from], score));
        }
        if (members_[into].size() < members_[from].size()) std::swap(into, from);
        for (const auto record : members_[from]) group_[record] = into;
        members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
        members_[from] = {};
        return {};
    }

    std::vector<Link> take() && {
        std::ranges::sort(links_, [](const Link& x, const Link& y) {
            if (x.score != y.score) return x.score > y.score;
            return std::pair(x.a, x.b) < std::pair(y.a, y.b);
        });
        return std::move(links_);
    }

  private:
    Result<> add_links(const std::vector<RecordId>& left, const std::vector<RecordId>& right,
                       double score) {
        if (links_.size() + left.size() * right.size() > links_max) {
            return refuse(Errc::too_large, "cli.links.too_many_links");
        }
        for (const auto a : left) {
            for (const auto b : right) {
                const bool is_within = people_.file[a] == people_.file[b];
                if (options_.scope == Scope::between_files && is_within) continue;
                links_.push_back({.a = std::min(a, b), .b = std::max(a, b), .score = score});
            }
        }
        return {};
    }

    const People& people_;
    const LinkOptions& options_;
    std::vector<RecordId> group_;
    std::vector<std::vector<RecordId>> members_;
    std::vector<Link> links_;
};

}  // namespace

Result<std::vector<Link>> link_people(const People& people, const LinkOptions& options,
                                      const StageReport& report, LinkReport* details) {
    LinkReport unread;
    LinkList links(people, options);
    for (const auto& merge : Linkage(people, options, report).run(details ? *details : unread)) {
        AMPARO_CHECK(links.add(merge));
    }
    return std::move(links).take();
}

}  // namespace amparo::matching::links
