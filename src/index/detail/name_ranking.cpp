#include "index/detail/name_ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace amparo::index {
namespace {

constexpr std::size_t letters_max = 64;  // of a token that are compared

/// Which letters of left have an equal one near enough in right; returns how many.
struct JaroMatch {
    std::array<bool, letters_max> left{};
    std::array<bool, letters_max> right{};
    std::size_t count = 0;
};

JaroMatch match_letters(std::string_view left, std::string_view right) {
    JaroMatch match;
    const auto longest = std::max(left.size(), right.size());
    const auto reach = longest < 4 ? 0 : longest / 2 - 1;
    for (std::size_t at = 0; at < left.size(); ++at) {
        const auto from = at < reach ? 0 : at - reach;
        const auto to = std::min(right.size(), at + reach + 1);
        for (auto other = from; other < to; ++other) {
            if (match.right[other] || left[at] != right[other]) continue;
            match.left[at] = true;
            match.right[other] = true;
            ++match.count;
            break;
        }
    }
    return match;
}

std::size_t transposed_letters(std::string_view left, std::string_view right,
                               const JaroMatch& match) {
    std::size_t transposed = 0;
    std::size_t other = 0;
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (!match.left[at]) continue;
        while (!match.right[other]) ++other;
        if (left[at] != right[other]) ++transposed;
        ++other;
    }
    return transposed;
}

constexpr float alike_as_written_min = 0.68F;

/// The consonants of a Latin spelling, doubled ones once. "h", "w" and "y" are often vowels or
/// not written at all.
std::string skeleton_of(std::string_view latin) {
    constexpr std::string_view left_out = "aeiouhwy'";
    std::string skeleton;
    for (const char letter : latin) {
        if (left_out.find(letter) != std::string_view::npos) continue;
        if (skeleton.empty() || skeleton.back() != letter) skeleton += letter;
    }
    return skeleton;
}

/// One letter more, or one another, of at least three.
bool differ_by_one(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) std::swap(one, other);
    constexpr std::size_t letters_min = 3;
    if (other.size() < letters_min || other.size() - one.size() > 1) return false;
    std::size_t at = 0;
    while (at < one.size() && one[at] == other[at]) ++at;
    const auto rest = one.size() == other.size() ? at + 1 : at;
    return one.substr(std::min(rest, one.size())) == other.substr(at + 1);
}

}  // namespace

float jaro_winkler(std::string_view left, std::string_view right) {
    left = left.substr(0, letters_max);
    right = right.substr(0, letters_max);
    const auto match = match_letters(left, right);
    if (match.count == 0) return 0;
    const auto matched = static_cast<float>(match.count);
    const auto half_transposed = static_cast<float>(transposed_letters(left, right, match)) / 2;
    const auto jaro =
        (matched / static_cast<float>(left.size()) + matched / static_cast<float>(right.size()) +
         (matched - half_transposed) / matched) /
        3;
    std::size_t common = 0;
    const auto common_max = std::min({left.size(), right.size(), std::size_t{4}});
    while (common < common_max && left[common] == right[common]) ++common;
    return jaro + static_cast<float>(common) * 0.1F * (1 - jaro);
}

bool may_be_one_name(std::string_view left, std::string_view right) {
    if (jaro_winkler(left, right) >= alike_as_written_min) return true;
    const auto one = skeleton_of(left);
    const auto other = skeleton_of(right);
    return one == other || differ_by_one(one, other);
}

float token_similarity(TokenRelation relation, std::string_view left, std::string_view right) {
    if (relation.is_same) return 1;
    if (left == right) return 0.97F;
    const auto letters = jaro_winkler(left, right);
    // Levels of matching.md 4.5: the same sound lies between "key only" and "variant" according to
    // how alike the spellings are; other words count only when they are nearly the same.
    if (relation.sounds_alike) return 0.55F + 0.38F * letters;
    return letters < 0.85F ? 0 : 0.6F * letters;
}

TokenScore name_similarity(const TokenScores& scores) {
    const auto fewer = std::min(scores.words(), scores.names());
    const auto more = std::max(scores.words(), scores.names());
    std::uint64_t used_words = 0;
    std::uint64_t used_names = 0;
    TokenScore sum;
    float least = 1;
    std::size_t aligned = 0;
    for (; aligned < fewer; ++aligned) {
        float best = 0;
        std::size_t best_word = 0;
        std::size_t best_name = 0;
        for (std::size_t word = 0; word < scores.words(); ++word) {
            if ((used_words >> word & 1) != 0) continue;
            for (std::size_t name = 0; name < scores.names(); ++name) {
                const auto apart = word > name ? word - name : name - word;
                const auto value = scores.at(word, name).value - 0.02F * static_cast<float>(apart);
                if (value <= best || (used_names >> name & 1) != 0) continue;
                best = value;
                best_word = word;
                best_name = name;
            }
        }
        if (best <= 0) break;
        used_words |= std::uint64_t{1} << best_word;
        used_names |= std::uint64_t{1} << best_name;
        sum.value += best;
        sum.bits += scores.at(best_word, best_name).bits;
        least = std::min(least, best);
    }
    if (fewer == 0) return {};
    const auto unaligned = static_cast<float>(fewer - aligned);
    const auto similarity = 0.45F * sum.value / static_cast<float>(fewer) +
                            0.15F * sum.value / static_cast<float>(more) +
                            (aligned < fewer ? 0 : 0.4F * least) - 0.05F * unaligned;
    return {std::clamp(similarity, 0.0F, 1.0F), sum.bits};
}

std::vector<Bitmap> exactly_matching(const std::vector<Bitmap>& sets) {
    // at_least[k] holds the records in more than k of the sets seen so far.
    std::vector<Bitmap> at_least(sets.size());
    for (std::size_t seen = 0; seen < sets.size(); ++seen) {
        for (auto level = seen; level > 0; --level) {
            at_least[level].unite(Bitmap::intersection(at_least[level - 1], sets[seen]));
        }
        at_least[0].unite(sets[seen]);
    }
    for (std::size_t level = 0; level + 1 < sets.size(); ++level) {
        at_least[level].subtract(at_least[level + 1]);
    }
    return at_least;
}

bool may_be_alike(std::size_t shared, std::size_t words, std::size_t names) {
    const auto fewer = std::min(words, names);
    const auto aligned = static_cast<float>(std::min(shared, fewer));
    const bool is_whole = shared >= fewer;
    const auto most = 0.45F * aligned / static_cast<float>(fewer) +
                      0.15F * aligned / static_cast<float>(std::max(words, names)) +
                      (is_whole ? 0.4F : 0.0F) - 0.05F * (static_cast<float>(fewer) - aligned);
    return most >= name_similarity_min - 0.0001F;
}

std::uint64_t rank_of(const TokenScore& score, std::size_t field) {
    constexpr std::size_t fields_told_apart = 255;
    const auto similarity = static_cast<std::uint64_t>(std::lround(score.value * 4095));
    const auto bits = static_cast<std::uint64_t>(std::lround(std::min(score.bits, 255.0F) * 4));
    return similarity << 32 | bits << 16 | (fields_told_apart - std::min(field, fields_told_apart));
}

std::size_t sort_best(std::vector<RankedRecord>& records, std::size_t count) {
    if (count == 0 || records.empty()) return 0;
    count = std::min(count, records.size());
    const auto better = [](const RankedRecord& left, const RankedRecord& right) {
        return left.rank != right.rank ? left.rank > right.rank : left.ordinal < right.ordinal;
    };
    const auto last = records.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::nth_element(records.begin(), last, records.end(), better);
    const auto limit = last->rank;
    const auto rest = std::partition(last + 1, records.end(),
                                     [&](const auto& record) { return record.rank == limit; });
    std::sort(records.begin(), rest, better);
    return static_cast<std::size_t>(rest - records.begin());
}

}  // namespace amparo::index
