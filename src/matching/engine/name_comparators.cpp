#include "matching/engine/name_comparators.hpp"

#include <algorithm>
#include <array>

namespace amparo::matching {
namespace {

constexpr std::size_t given_tokens = 2;
constexpr std::size_t names_max = 64;  // of one slot that are kept track of

void raise(std::optional<float>& best, float found) {
    if (!best || found > *best) best = found;
}

bool takes_part(std::uint8_t role, std::uint32_t roles) {
    return roles == 0 || (roles >> role & 1U) != 0;
}

/// The best level of a token in a name: its tokens, joined pairs and glued tokens.
Level best_level(TokenId token, const Name& name, std::size_t from, LevelCache& levels) {
    auto best = Level::none;
    for (std::size_t at = from; at < name.size; ++at) {
        best = std::max(best, levels(token, name[at]));
    }
    for (std::size_t at = from; at < name.pair_count(); ++at) {
        if (name.joined(at) != no_token) best = std::max(best, levels(token, name.joined(at)));
    }
    return best;
}

/// The names of relatives of some roles in a list, so that pairs can be formed.
class NameList {
  public:
    NameList(const OpenRecord& record, std::uint8_t slot, std::uint32_t roles) {
        record.for_names(slot, [&](const RoleName& found) {
            if (size_ < names_max && takes_part(found.role, roles)) names_[size_++] = &found;
        });
    }
    std::span<const RoleName* const> all() const { return {names_.data(), size_}; }
    /// Whether all are known to meet no other.
    bool meets_none() const {
        return std::ranges::all_of(all(), [](const auto* one) { return one->name.met == 0; });
    }

  private:
    std::array<const RoleName*, names_max> names_;
    std::size_t size_ = 0;
};

/// The tokens of a child's names, those no relative bears when there are such.
class PersonalTokens {
  public:
    PersonalTokens(const OpenRecord& record, std::uint8_t slot) {
        record.for_names(slot, [&](const RoleName& found) {
            has_names_ = true;
            if (found.name.met == 0) return;
            const auto begin = size_;
            for (std::size_t at = 0; at < found.name.size; ++at) {
                if ((found.personal >> at & 1U) != 0) add(found.name[at]);
            }
            if (size_ != begin) {
                // A pair of words may be one personal name.
                for (std::size_t at = 0; at < found.name.pair_count(); ++at) {
                    const bool holds = holds_any(found.name[at]) || holds_any(found.name[at + 1]);
                    if (holds && found.name.joined(at) != no_token) add(found.name.joined(at));
                }
                return;
            }
            for (const auto token : found.name.tokens()) add(token);
        });
    }
    /// Those of names that may meet others.
    std::span<const TokenId> all() const { return {tokens_.data(), size_}; }
    bool has_names() const { return has_names_; }

  private:
    bool holds_any(TokenId token) const {
        return std::find(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(size_),
                         token) != tokens_.begin() + static_cast<std::ptrdiff_t>(size_);
    }
    void add(TokenId token) {
        if (size_ < names_max) tokens_[size_++] = token;
    }

    std::array<TokenId, names_max> tokens_;
    std::size_t size_ = 0;
    bool has_names_ = false;
};

}  // namespace

std::optional<Level> best_personal(const OpenRecord& left, const OpenRecord& right,
                                   const BoundPair& slots, LevelCache& levels) {
    const PersonalTokens ours(left, slots.left);
    const PersonalTokens theirs(right, slots.right);
    if (!ours.has_names() || !theirs.has_names()) return std::nullopt;
    auto best = Level::none;
    for (const auto token : ours.all()) {
        for (const auto other : theirs.all()) best = std::max(best, levels(token, other));
    }
    return best;
}

std::optional<float> best_names(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels) {
    std::optional<float> best;
    left.for_names(slots.left, [&](const RoleName& one) {
        right.for_names(slots.right, [&](const RoleName& other) {
            raise(best, name_evidence(one.name, other.name, levels).net);
        });
    });
    return best;
}

std::optional<Level> best_given(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels) {
    std::optional<Level> best;
    left.for_names(slots.left, [&](const RoleName& one) {
        right.for_names(slots.right, [&](const RoleName& other) {
            for (std::size_t at = 0; at < given_tokens && at < other.name.size; ++at) {
                const auto found = best_level(other.name[at], one.name, 0, levels);
                best = std::max(best.value_or(Level::none), found);
            }
            if (other.name.size >= 2 && other.name.joined(0) != no_token) {
                const auto found = best_level(other.name.joined(0), one.name, 0, levels);
                best = std::max(best.value_or(Level::none), found);
            }
        });
    });
    return best;
}

std::uint32_t roles_like(std::uint8_t role) {
    static const auto other_family = 1U << role_number("other_family");
    static const std::uint32_t loose = 1U << role_number("grandmother") |
                                       1U << role_number("grandfather") |
                                       1U << role_number("aunt") | 1U << role_number("uncle");
    const auto own = 1U << role;
    return (own & loose) != 0 ? own | other_family : own;
}

std::optional<float> best_kin(const OpenRecord& left, const OpenRecord& right,
                              const KinSlots& slots, LevelCache& levels) {
    std::optional<float> best;
    left.for_names(slots.left, [&](const RoleName& one) {
        if (!takes_part(one.role, slots.roles) || !takes_part(one.role, slots.same_roles)) return;
        right.for_names(slots.right, [&](const RoleName& other) {
            raise(best, name_evidence(one.name, other.name, levels).net);
        });
    });
    return best;
}

std::optional<float> best_same_role(const OpenRecord& left, const OpenRecord& right,
                                    const KinSlots& slots, LevelCache& levels) {
    std::optional<float> best;
    left.for_names(slots.left, [&](const RoleName& one) {
        if (!takes_part(one.role, slots.roles)) return;
        right.for_names(slots.right, [&](const RoleName& other) {
            if ((roles_like(one.role) & roles_like(other.role)) == 0) return;
            raise(best, name_evidence(one.name, other.name, levels).net);
        });
    });
    return best;
}

std::optional<float> sum_of_names(const OpenRecord& left, const OpenRecord& right,
                                  const KinSlots& slots, LevelCache& levels) {
    const NameList ours(left, slots.left, slots.roles);
    const NameList theirs(right, slots.right, slots.right == slots.left ? slots.roles : 0);
    if (ours.all().empty() || theirs.all().empty()) return std::nullopt;
    if (ours.meets_none() || theirs.meets_none()) return 0.0F;
    std::array<std::uint64_t, 1> taken{};
    float sum = 0;
    for (std::size_t at = 0; at < theirs.all().size();) {
        // The name and the pet name of one row are one person.
        float best = 0;
        std::size_t best_of = names_max;
        const auto row = theirs.all()[at]->row;
        for (; at < theirs.all().size() && theirs.all()[at]->row == row; ++at) {
            for (std::size_t one = 0; one < ours.all().size(); ++one) {
                if ((taken[0] >> one & 1U) != 0) continue;
                const auto found =
                    name_evidence(ours.all()[one]->name, theirs.all()[at]->name, levels).net;
                if (found > best) {
                    best = found;
                    best_of = one;
                }
            }
        }
        if (best_of < names_max) taken[0] |= std::uint64_t{1} << best_of;
        sum += best;
    }
    return sum;
}

std::optional<float> lineage_bits(const OpenRecord& child_side, const OpenRecord& kin_side,
                                  const LineageSlots& slots, LevelCache& levels) {
    std::optional<float> best;
    child_side.for_names(slots.child, [&](const RoleName& child) {
        if (child.name.size < 2) return;
        kin_side.for_names(slots.kin, [&](const RoleName& kin) {
            if (!takes_part(kin.role, slots.roles)) return;
            float bits = 0;
            const bool is_apart = !Name::may_meet(kin.name, child.name);
            for (const auto token : is_apart ? std::span<const TokenId>() : kin.name.tokens()) {
                const auto level = best_level(token, child.name, 1, levels);
                if (level >= Level::key) bits += quality(level) * levels.bits_of(token);
            }
            raise(best, bits);
        });
    });
    return best;
}

}  // namespace amparo::matching
