#include "matching/links/clusters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <queue>
#include <unordered_map>

namespace amparo::matching::links {
namespace {

using GroupId = std::uint32_t;

constexpr std::size_t parts = 3;          // of the ratios of an edge
constexpr float dropped_below = -8;       // bits under the least: never going to be a merge
constexpr std::size_t speakers_max = 24;  // records of a group that are compared
constexpr std::size_t report_every = 4096;

/// The evidence between two groups, summed over pairs of records.
struct Edge {
    GroupId left = 0;
    GroupId right = 0;
    std::uint32_t version = 0;
    bool is_alive = true;
    std::vector<float> ratios;  // by aspect: the sum of likelihood ratios; how many; of relatives
};

struct Proposal {
    float bits;
    std::uint32_t edge;
    std::uint32_t version;
    bool operator<(const Proposal& other) const {
        return bits != other.bits ? bits < other.bits : edge > other.edge;
    }
};

class Grouping {
  public:
    Grouping(const Evidence& evidence, const GroupingOptions& options)
        : evidence_(evidence),
          options_(options),
          aspects_(evidence.people.aspects.size()),
          members_(evidence.people.size()),
          edges_of_(evidence.people.size()) {
        for (RecordId i = 0; i < members_.size(); ++i) members_[i] = {i};
        open_ = static_cast<double>(members_.size()) * std::exp2(evidence.sizes.bits(1));
    }

    void start(const std::vector<Pair>& pairs) {
        for (const auto& [a, b] : pairs) {
            Edge edge{.left = a, .right = b, .version = 0, .is_alive = true, .ratios = {}};
            edge.ratios.assign(parts * aspects_, 0);
            add_pair(a, b, edge);
            keep(std::move(edge));
        }
    }

    std::vector<Merge> run(const Report& report) {
        std::vector<Merge> merges;
        while (!queue_.empty()) {
            const auto best = queue_.top();
            queue_.pop();
            const auto& edge = edges_[best.edge];
            if (!edge.is_alive || edge.version != best.version) continue;
            const float bits = best.bits + common_prior();
            if (bits < options_.least_bits) break;
            merges.push_back({members_[edge.left].front(), members_[edge.right].front(), bits});
            merge(edge.left, edge.right);
            if (merges.size() % report_every == 0) report(merges.size(), members_.size());
        }
        return merges;
    }

  private:
    float common_prior() const {
        if (!evidence_.sizes.is_known) return static_cast<float>(evidence_.weights.prior);
        return static_cast<float>(-std::log2(std::max(open_, 2.0)));
    }

    /// The sum over all aspects of the logarithm of the mean ratio; ratios lie from `begin` on.
    float sum_of(const Edge& edge, std::size_t begin) const {
        const auto& dependences = evidence_.weights.dependences;
        std::array<float, std::tuple_size_v<Outcomes>> found{};
        float bits = 0;
        for (std::size_t i = 0; i < aspects_; ++i) {
            const float count = edge.ratios[aspects_ + i];
            if (count > 0) found[i] = std::log2(edge.ratios[begin + i] / count);
            bits += found[i];
            if (dependences.empty()) continue;
            bits -= dependences[i].told_twice(found[i], found[dependences[i].on]);
        }
        return bits;
    }

    float bits_of(const Edge& edge) const {
        auto bits = sum_of(edge, 0);
        const auto& kinship = evidence_.weights.kinship;
        if (kinship.is_known()) {
            bits -= static_cast<float>(kinship.lost_bits(sum_of(edge, 2 * aspects_)));
        }
        return bits + evidence_.sizes.bits(members_[edge.left].size()) +
               evidence_.sizes.bits(members_[edge.right].size());
    }

    void add_pair(RecordId a, RecordId b, Edge& edge) const {
        const auto& file = evidence_.people.file;
        if (evidence_.scope == Scope::between_files && file[a] == file[b]) return;
        Outcomes outcomes;
        evidence_.comparison.compare(a, b, outcomes);
        for (std::size_t i = 0; i < aspects_; ++i) {
            if (outcomes[i].level == level::missing) continue;
            edge.ratios[i] += std::exp2(evidence_.weights.bits(i, outcomes[i]));
            edge.ratios[aspects_ + i] += 1;
            if (!evidence_.weights.kinship.is_known()) continue;
            edge.ratios[2 * aspects_ + i] += std::exp2(evidence_.weights.kin_bits(i, outcomes[i]));
        }
    }

    /// Up to speakers_max of a group, evenly spread.
    std::vector<RecordId> speakers(GroupId group) const {
        const auto& all = members_[group];
        if (all.size() <= speakers_max) return all;
        std::vector<RecordId> some;
        for (std::size_t i = 0; i < speakers_max; ++i) {
            some.push_back(all[i * all.size() / speakers_max]);
        }
        return some;
    }

    void add_groups(GroupId a, GroupId b, Edge& edge) const {
        const auto others = speakers(b);
        for (const auto record : speakers(a)) {
            for (const auto other : others) add_pair(record, other, edge);
        }
    }

    void keep(Edge edge) {
        const float bits = bits_of(edge);
        if (bits + common_prior() < options_.least_bits + dropped_below) return;
        const auto id = static_cast<std::uint32_t>(edges_.size());
        edges_of_[edge.left][edge.right] = id;
        edges_of_[edge.right][edge.left] = id;
        queue_.push({bits, id, edge.version});
        edges_.push_back(std::move(edge));
    }

    void merge(GroupId into, GroupId from) {
        if (members_[into].size() < members_[from].size()) std::swap(into, from);
        open_ -= std::exp2(evidence_.sizes.bits(members_[into].size()));
        open_ -= std::exp2(evidence_.sizes.bits(members_[from].size()));
        const auto gone = edges_of_[into].extract(from).mapped();
        edges_[gone].is_alive = false;
        edges_of_[from].erase(into);
        extend_edges_of(into, from);
        take_edges_of(from, into);
        members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
        members_[from] = {};
        open_ += std::exp2(evidence_.sizes.bits(members_[into].size()));
        weigh_again(into);
    }

    /// Neighbours that only `into` has: what `from` says of them is added.
    void extend_edges_of(GroupId into, GroupId from) {
        for (const auto& [other, id] : edges_of_[into]) {
            if (!edges_of_[from].contains(other)) add_groups(from, other, edges_[id]);
        }
    }

    void take_edges_of(GroupId from, GroupId into) {
        for (const auto& [other, id] : edges_of_[from]) {
            auto& edge = edges_[id];
            edges_of_[other].erase(from);
            const auto known = edges_of_[into].find(other);
            if (known != edges_of_[into].end()) {
                auto& kept = edges_[known->second];
                for (std::size_t i = 0; i < parts * aspects_; ++i) kept.ratios[i] += edge.ratios[i];
                edge.is_alive = false;
                edge.ratios = {};
                continue;
            }
            add_groups(into, other, edge);
            edge.left = into;
            edge.right = other;
            edges_of_[into][other] = id;
            edges_of_[other][into] = id;
        }
        edges_of_[from] = {};
    }

    void weigh_again(GroupId group) {
        std::vector<GroupId> dropped;
        for (const auto& [other, id] : edges_of_[group]) {
            auto& edge = edges_[id];
            const float bits = bits_of(edge);
            if (bits + common_prior() < options_.least_bits + dropped_below) {
                edge.is_alive = false;
                edge.ratios = {};
                dropped.push_back(other);
                continue;
            }
            queue_.push({bits, id, ++edge.version});
        }
        for (const auto other : dropped) {
            edges_of_[group].erase(other);
            edges_of_[other].erase(group);
        }
    }

    const Evidence& evidence_;
    GroupingOptions options_;
    std::size_t aspects_;
    double open_ = 0;  // expected number of groups that lack somebody
    std::vector<std::vector<RecordId>> members_;
    std::vector<std::unordered_map<GroupId, std::uint32_t>> edges_of_;
    std::vector<Edge> edges_;
    std::priority_queue<Proposal> queue_;
};

}  // namespace

SizePrior count_sizes(const std::vector<std::size_t>& sizes) {
    constexpr std::size_t size_max = 64;
    constexpr double doubt = 2;  // groups that the size before is worth
    constexpr double open_least = 1.0 / 1024;
    std::vector<double> at_least(size_max + 2, 0);
    for (const auto size : sizes) {
        for (std::size_t s = 1; s <= std::min(size, size_max + 1); ++s) at_least[s] += 1;
    }
    SizePrior prior;
    prior.is_known = true;
    double share = 0.5;
    for (std::size_t s = 1; s <= size_max; ++s) {
        share = (at_least[s + 1] + doubt * share) / (at_least[s] + doubt);
        prior.open.push_back(static_cast<float>(std::log2(std::max(share, open_least))));
    }
    return prior;
}

std::vector<Merge> group(const Evidence& evidence, const std::vector<Pair>& pairs,
                         const GroupingOptions& options, const Report& report) {
    Grouping grouping(evidence, options);
    grouping.start(pairs);
    return grouping.run(report);
}

std::vector<std::uint32_t> persons(std::size_t records, const std::vector<Merge>& merges,
                                   float bits) {
    std::vector<std::uint32_t> parent(records);
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t i) {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    };
    for (const auto& merge : merges) {
        if (merge.bits >= bits) parent[root(merge.left)] = root(merge.right);
    }
    for (std::uint32_t i = 0; i < records; ++i) parent[i] = root(i);
    return parent;
}

}  // namespace amparo::matching::links
