#include "matching/links/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "matching/links/keys.hpp"

namespace amparo::matching::links {
namespace {

constexpr std::size_t posting_least = 60;
constexpr std::size_t posting_most = 600;
constexpr std::size_t pairs_of_keys_max = 40;  // combinations of common keys, per record
constexpr std::size_t report_every = 2048;

/// A key as one record holds it.
struct Holding {
    std::uint64_t hash;
    RecordId record;
    std::uint8_t group;
    bool is_base;
};

bool by_hash(const Holding& a, const Holding& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.record < b.record;
}

/// Sorts, and drops what one record holds twice.
void order(std::vector<Holding>& holdings) {
    std::ranges::sort(holdings, by_hash);
    const auto same = [](const Holding& a, const Holding& b) {
        return a.hash == b.hash && a.record == b.record;
    };
    const auto rest = std::ranges::unique(holdings, same);
    holdings.erase(rest.begin(), rest.end());
}

/// A list of records that share a key, as a range of the ordered holdings.
struct Posting {
    std::uint32_t begin;
    std::uint32_t count;
    std::uint8_t group;  // of the record that looks
};

/// All useful keys of all records, and for each record where its postings are.
class KeyIndex {
  public:
    KeyIndex(const People& people, std::size_t posting_max) : posting_max_(posting_max) {
        std::vector<Key> keys;
        for (RecordId record = 0; record < people.size(); ++record) {
            keys.clear();
            append_keys(people, record, keys);
            for (const auto& key : keys) {
                holdings_.push_back({key.hash, record, key.group, key.is_base});
            }
        }
        order(holdings_);
        drop_useless(people.size());
        postings_of_.resize(people.size());
        for_each_key([&](std::size_t begin, std::size_t end) {
            for (auto i = begin; i < end; ++i) {
                postings_of_[holdings_[i].record].push_back(
                    {.begin = static_cast<std::uint32_t>(begin),
                     .count = static_cast<std::uint32_t>(end - begin),
                     .group = holdings_[i].group});
            }
        });
        for (auto& postings : postings_of_) std::ranges::sort(postings, {}, &Posting::count);
    }

    std::span<const Posting> postings_of(RecordId record) const { return postings_of_[record]; }
    std::span<const Holding> holders(const Posting& posting) const {
        return std::span(holdings_).subspan(posting.begin, posting.count);
    }

  private:
    template <class Function>
    void for_each_key(const Function& function) const {
        for (std::size_t begin = 0; begin < holdings_.size();) {
            auto end = begin + 1;
            while (end < holdings_.size() && holdings_[end].hash == holdings_[begin].hash) ++end;
            function(begin, end);
            begin = end;
        }
    }

    /// Keeps keys of two records and more; too common ones are replaced by combinations of two.
    void drop_useless(std::size_t records) {
        std::vector<Holding> kept;
        std::vector<std::vector<Holding>> common(records);
        for_each_key([&](std::size_t begin, std::size_t end) {
            const auto count = end - begin;
            if (count > posting_max_) {
                for (auto i = begin; i < end; ++i) {
                    if (holdings_[i].is_base) common[holdings_[i].record].push_back(holdings_[i]);
                }
            } else if (count > 1) {
                kept.insert(kept.end(), holdings_.begin() + static_cast<std::ptrdiff_t>(begin),
                            holdings_.begin() + static_cast<std::ptrdiff_t>(end));
            }
        });
        std::vector<Holding> combined;
        for (const auto& list : common) append_combinations(list, combined);
        order(combined);
        holdings_ = std::move(combined);
        std::vector<Holding> useful;
        for_each_key([&](std::size_t begin, std::size_t end) {
            if (end - begin < 2 || end - begin > posting_max_) return;
            useful.insert(useful.end(), holdings_.begin() + static_cast<std::ptrdiff_t>(begin),
                          holdings_.begin() + static_cast<std::ptrdiff_t>(end));
        });
        kept.insert(kept.end(), useful.begin(), useful.end());
        order(kept);
        holdings_ = std::move(kept);
    }

    static void append_combinations(const std::vector<Holding>& list,
                                    std::vector<Holding>& combined) {
        std::size_t made = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            for (std::size_t j = i + 1; j < list.size() && made < pairs_of_keys_max; ++j) {
                if (list[i].group == list[j].group) continue;
                const auto group =
                    static_cast<std::uint8_t>(128U + (list[i].group * 7U + list[j].group) % 120U);
                combined.push_back(
                    {combine(list[i].hash, list[j].hash), list[i].record, group, false});
                ++made;
            }
        }
    }

    std::size_t posting_max_;
    std::vector<Holding> holdings_;
    std::vector<std::vector<Posting>> postings_of_;
};

/// Adds up what each other record shares with one record.
class Retrieval {
  public:
    Retrieval(const People& people, const KeyIndex& keys, const RetrievalOptions& options)
        : people_(people),
          keys_(keys),
          options_(options),
          bits_(people.size(), 0),
          counted_(people.size(), 0) {}

    void partners(RecordId record, std::vector<Pair>& pairs) {
        touched_.clear();
        ++stamp_;
        std::uint8_t group = 0;
        auto postings = std::vector<Posting>(keys_.postings_of(record).begin(),
                                             keys_.postings_of(record).end());
        std::ranges::stable_sort(postings, {}, &Posting::group);
        for (const auto& posting : postings) {
            if (posting.group != group) ++stamp_;
            group = posting.group;
            add(record, posting);
        }
        take_best(record, pairs);
    }

  private:
    void add(RecordId record, const Posting& posting) {
        const auto bits = static_cast<float>(
            std::log2(static_cast<double>(people_.size()) / static_cast<double>(posting.count)));
        for (const auto& holder : keys_.holders(posting)) {
            const auto other = holder.record;
            if (other == record || counted_[other] == stamp_) continue;
            if (options_.scope == Scope::between_files &&
                people_.file[other] == people_.file[record]) {
                continue;
            }
            counted_[other] = stamp_;
            if (bits_[other] == 0) touched_.push_back(other);
            bits_[other] += std::max(bits, 0.01F);
        }
    }

    void take_best(RecordId record, std::vector<Pair>& pairs) {
        const auto best = std::min(options_.per_record, touched_.size());
        const auto more = [&](RecordId a, RecordId b) {
            return bits_[a] != bits_[b] ? bits_[a] > bits_[b] : a < b;
        };
        if (best < touched_.size()) {
            std::ranges::nth_element(touched_, touched_.begin() + static_cast<std::ptrdiff_t>(best),
                                     more);
        }
        const auto least =
            static_cast<float>(std::log2(static_cast<double>(people_.size())) * least_share);
        for (std::size_t i = 0; i < touched_.size(); ++i) {
            const auto other = touched_[i];
            if (i < best && bits_[other] >= least) {
                pairs.emplace_back(std::min(record, other), std::max(record, other));
            }
            bits_[other] = 0;
        }
    }

    static constexpr double least_share = 0.6;  // of the bits that tell one record from all others

    const People& people_;
    const KeyIndex& keys_;
    const RetrievalOptions& options_;
    std::vector<float> bits_;
    std::vector<std::uint32_t> counted_;  // the last group of keys that counted for a record
    std::uint32_t stamp_ = 0;
    std::vector<RecordId> touched_;
};

/// Rows with the same values in every column (and not none), however common those are, are
/// neighbours in a chain.
void append_identical(const People& people, Scope scope, std::vector<Pair>& pairs) {
    std::vector<std::pair<std::uint64_t, RecordId>> rows;
    for (RecordId record = 0; record < people.size(); ++record) {
        const auto hash = row_hash(people, record);
        if (hash != blank_row_hash) rows.emplace_back(hash, record);
    }
    std::ranges::sort(rows);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto [hash, record] = rows[i];
        const auto before = rows[i - 1];
        if (hash != before.first) continue;
        const bool is_within = people.file[before.second] == people.file[record];
        if (scope == Scope::all || !is_within) pairs.emplace_back(before.second, record);
    }
}

}  // namespace

std::vector<Pair> retrieve(const People& people, const RetrievalOptions& options,
                           const Report& report) {
    const auto posting_max = options.posting_max != 0
                                 ? options.posting_max
                                 : std::clamp(people.size() / 20, posting_least, posting_most);
    const KeyIndex keys(people, posting_max);
    Retrieval retrieval(people, keys, options);
    std::vector<Pair> pairs;
    for (RecordId record = 0; record < people.size(); ++record) {
        retrieval.partners(record, pairs);
        if (record % report_every == 0) report(record, people.size());
    }
    append_identical(people, options.scope, pairs);
    std::ranges::sort(pairs);
    const auto rest = std::ranges::unique(pairs);
    pairs.erase(rest.begin(), rest.end());
    return pairs;
}

}  // namespace amparo::matching::links
