#include "matching/names/name_evidence.hpp"

#include <algorithm>

#include "matching/names/alignment.hpp"

namespace amparo::matching {
namespace {

constexpr float weak_first_bits = 1.0F;

float similarity_of(const Reading& left, const Reading& right, LevelCache& levels) {
    const auto alignment = align(left, right, levels);
    const auto shorter = static_cast<float>(std::min(left.size, right.size));
    const auto longer = static_cast<float>(std::max(left.size, right.size));
    const auto unaligned = shorter - static_cast<float>(alignment.size);
    float sum = 0;
    float smallest = 1;
    for (std::size_t at = 0; at < alignment.size; ++at) {
        sum += alignment.pairs[at].value;
        smallest = std::min(smallest, alignment.pairs[at].value);
    }
    if (unaligned > 0) smallest = 0;
    const auto similarity = 0.45F * sum / shorter + 0.15F * sum / longer + 0.4F * smallest -
                            0.05F * unaligned - left.cost - right.cost;
    return std::clamp(similarity, 0.0F, 1.0F);
}

/// Two tokens of two names that go with each other, by their places among all of a name.
struct Going {
    std::uint8_t left;
    std::uint8_t right;
    Level level;
    float bits;
};

/// All that go with each other of two names, each pair once, of which one at least is a word.
class Goings {
  public:
    Goings(const Name& left, const Name& right, LevelCache& levels) {
        const bool is_left_asked = LevelCache::is_asked(left.ids[0]);
        const auto& held = is_left_asked ? right : left;
        const auto& asked = is_left_asked ? left : right;
        const auto stored = held.stored();
        for (std::size_t place = 0; place < stored; ++place) {
            const auto token = held[place];
            if (token == no_token) continue;
            const bool is_word = place < held.size;
            levels.for_going(
                {token, is_word ? As::word : As::joined}, is_word ? asked.all() : asked.tokens(),
                asked.number, [&](std::size_t other, Level level) {
                    // Two names that many bear are two names, also a letter or a beginning apart.
                    if (level == Level::initial && levels.are_two_names(token, asked[other]))
                        return;
                    const auto bits = std::min(levels.bits_of(token), levels.bits_of(asked[other]));
                    const auto one = static_cast<std::uint8_t>(place);
                    const auto two = static_cast<std::uint8_t>(other);
                    all_[size_++] =
                        is_left_asked ? Going{two, one, level, bits} : Going{one, two, level, bits};
                });
        }
    }
    std::span<const Going> all() const { return {all_.data(), size_}; }

  private:
    /// Twelve words with up to 35 tokens of the other, and the 23 joined ones with its words.
    std::array<Going, 12 * 35 + 23 * 12> all_;
    std::size_t size_ = 0;
};

/// Two names as they are read, one of them at least by its words.
struct ReadPair {
    const Name& left;
    const Name& right;
    std::size_t left_reading = 0;
    std::size_t right_reading = 0;
};

/// A name as one of its readings has it.
class ReadName {
  public:
    ReadName(const Name& name, std::size_t reading)
        : name_(name), reading_(reading), size_(name.reading_size(reading)) {}
    unsigned size() const { return size_; }
    unsigned place_of(unsigned stored_at) const {
        if (reading_ == 0) return stored_at < size_ ? stored_at : Name::nowhere;
        return name_.place_in_reading(reading_, stored_at);
    }

  private:
    const Name& name_;
    std::size_t reading_;
    unsigned size_;
};

/// Of two names as they are read, what was aligned.
struct Aligned {
    float shared = 0;
    unsigned count = 0;
    Level weakest = Level::exact;
    Level first = Level::none;
    bool is_weak_first = false;

    void add(const Alignment::Pair& pair) {
        ++count;
        shared += quality(pair.level) * pair.bits;
        weakest = std::min(weakest, pair.level);
        if (pair.left != 0 && pair.right != 0) return;
        first = std::max(first, pair.level);
        is_weak_first = is_weak_first || pair.level < Level::variant;
    }
    NameEvidence evidence(unsigned left_size, unsigned right_size) const {
        const auto shorter = std::min(left_size, right_size);
        const auto longer = std::max(left_size, right_size);
        NameEvidence found{.shared = shared,
                           .weakest = count == 0 ? Level::none : weakest,
                           .first = first,
                           .unaligned = static_cast<std::uint8_t>(shorter - count)};
        found.net = shared - unaligned_bits * static_cast<float>(found.unaligned) -
                    extra_token_bits * static_cast<float>(longer - shorter);
        if (first == Level::none) found.net -= no_first_bits;
        if (is_weak_first) found.net -= weak_first_bits;
        return found;
    }
};

/// Pairs of one reading as they are chosen: greedy by value, equal values by place.
class Choice {
  public:
    void add(const Alignment::Pair& pair) { pairs_[size_++] = pair; }
    /// Calls visit(pair) for each that is chosen, the best first.
    template <class Visit>
    void take(Visit&& visit) {
        if (size_ == 1) return visit(pairs_[0]);
        const auto all = std::span(pairs_).first(size_);
        sort_pairs(all);
        std::uint32_t left_taken = 0;
        std::uint32_t right_taken = 0;
        for (const auto& pair : all) {
            const auto left = 1U << pair.left;
            const auto right = 1U << pair.right;
            if ((left_taken & left) != 0 || (right_taken & right) != 0) continue;
            left_taken |= left;
            right_taken |= right;
            visit(pair);
        }
    }

  private:
    std::array<Alignment::Pair, 144> pairs_;
    std::size_t size_ = 0;
};

NameEvidence evidence_of(const ReadPair& read, std::span<const Going> goings) {
    const ReadName left_name(read.left, read.left_reading);
    const ReadName right_name(read.right, read.right_reading);
    Aligned aligned;
    if (goings.size() == 1) {  // as most often; there is nothing to choose
        const auto& going = goings.front();
        const auto left = left_name.place_of(going.left);
        const auto right = right_name.place_of(going.right);
        if (left != Name::nowhere && right != Name::nowhere) {
            aligned.add({.left = static_cast<std::uint8_t>(left),
                         .right = static_cast<std::uint8_t>(right),
                         .level = going.level,
                         .value = 0,
                         .bits = going.bits});
        }
        return aligned.evidence(left_name.size(), right_name.size());
    }
    Choice choice;
    for (const auto& going : goings) {
        const auto left = left_name.place_of(going.left);
        const auto right = right_name.place_of(going.right);
        if (left == Name::nowhere || right == Name::nowhere) continue;
        auto pair = pair_at(left, right, going.level);
        pair.bits = going.bits;
        choice.add(pair);
    }
    choice.take([&](const Alignment::Pair& pair) { aligned.add(pair); });
    return aligned.evidence(left_name.size(), right_name.size());
}

NameEvidence nothing_shared(const Name& left, const Name& right) {
    return {.net = net_of_strangers(left.size, right.size),
            .unaligned = std::min(left.size, right.size)};
}

/// Calls `visit` with every pair of readings of which one is plain.
template <class Visit>
void for_reading_pairs(const Name& left, const Name& right, Visit visit) {
    Reading plain_left;
    Reading plain_right;
    Reading other;
    left.reading(0, plain_left);
    right.reading(0, plain_right);
    visit(plain_left, plain_right);
    for (std::size_t at = 1; at < left.reading_count(); ++at) {
        if (left.reading(at, other)) visit(other, plain_right);
    }
    for (std::size_t at = 1; at < right.reading_count(); ++at) {
        if (right.reading(at, other)) visit(plain_left, other);
    }
}

}  // namespace

float name_similarity(const Name& left, const Name& right, LevelCache& levels) {
    if (left.empty() || right.empty()) return 0;
    float best = 0;
    for_reading_pairs(left, right, [&](const Reading& one, const Reading& other) {
        best = std::max(best, similarity_of(one, other, levels));
    });
    return best;
}

float most_bits(const Name& name, LevelCache& levels) {
    float most = 0;
    Reading reading;
    for (std::size_t at = 0; at < name.reading_count(); ++at) {
        if (!name.reading(at, reading)) continue;
        float bits = 0;
        for (std::size_t word = 0; word < reading.size; ++word) {
            bits += levels.bits_of(reading.tokens[word]);
        }
        most = std::max(most, bits);
    }
    return most;
}

NameEvidence name_evidence(const Name& left, const Name& right, LevelCache& levels) {
    if (left.empty() || right.empty()) return {};
    // Most names share nothing, and need no alignment.
    if (!Name::may_meet(left, right)) return nothing_shared(left, right);
    const Goings goings(left, right, levels);
    if (goings.all().empty()) return nothing_shared(left, right);
    auto best = evidence_of({left, right}, goings.all());
    // Joining words helps only where some stayed alone.
    if (best.unaligned == 0 && left.size == right.size) return best;
    const auto consider = [&](const ReadPair& read) {
        const auto found = evidence_of(read, goings.all());
        if (found.net > best.net) best = found;
    };
    for (std::size_t at = 1; at < left.reading_count(); ++at) {
        if (left.has_reading(at)) consider({left, right, at, 0});
    }
    for (std::size_t at = 1; at < right.reading_count(); ++at) {
        if (right.has_reading(at)) consider({left, right, 0, at});
    }
    return best;
}

float net_of_teknonyms(const Name& left, const Name& right, LevelCache& levels) {
    if (!Name::may_meet(left, right)) return other_child_bits;
    const auto found = name_evidence(left, right, levels);
    const bool is_child_another = found.unaligned > 0 && found.first != Level::none;
    return is_child_another ? other_child_bits : std::max(found.net, other_child_bits);
}

}  // namespace amparo::matching
