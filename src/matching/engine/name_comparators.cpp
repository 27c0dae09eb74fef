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
            if (found.name.met != 0) add_name(found);
        });
    }
    /// Those of names that may meet others.
    std::span<const TokenId> words() const { return words_.all(); }
    /// Pairs of words that may be one personal name.
    std::span<const TokenId> joined() const { return joined_.all(); }
    bool has_names() const { return has_names_; }

  private:
    class Tokens {
      public:
        void add(TokenId token) {
            if (size_ < names_max) tokens_[size_++] = token;
        }
        std::span<const TokenId> all() const { return {tokens_.data(), size_}; }
        bool holds(TokenId token) const { return std::ranges::find(all(), token) != all().end(); }

      private:
        std::array<TokenId, names_max> tokens_;
        std::size_t size_ = 0;
    };
    void add_name(const RoleName& found) {
        const auto before = words_.all().size();
        for (std::size_t at = 0; at < found.name.size; ++at) {
            if ((found.personal >> at & 1U) != 0) words_.add(found.name[at]);
        }
        if (words_.all().size() == before) {
            for (const auto token : found.name.tokens()) words_.add(token);
            return;
        }
        for (std::size_t at = 0; at < found.name.pair_count(); ++at) {
            const bool is_personal =
                words_.holds(found.name[at]) || words_.holds(found.name[at + 1]);
            if (is_personal && found.name.joined(at) != no_token) {
                joined_.add(found.name.joined(at));
            }
        }
    }

    Tokens words_;
    Tokens joined_;
    bool has_names_ = false;
};

/// Names of a slot that are of some roles.
struct ChosenNames {
    const OpenRecord& record;
    std::uint8_t slot;
    std::uint32_t roles = 0;       // bit per role, 0 for all
    std::uint32_t same_roles = 0;  // roles that they must also be of

    bool takes(const RoleName& found) const {
        return takes_part(found.role, roles) && takes_part(found.role, same_roles);
    }
    bool takes_all() const { return roles == 0 && same_roles == 0; }
};

/// The best net evidence between names of two records, of which one is the asked one.
std::optional<float> best_net(const ChosenNames& left, const ChosenNames& right,
                              LevelCache& levels) {
    const bool is_left_asked = left.record.is_asked();
    const auto& asked = is_left_asked ? left : right;
    const auto& held = is_left_asked ? right : left;
    const auto& all = asked.record.names_of(asked.slot);
    std::optional<float> best;
    if (all.bits == 0) return best;
    held.record.for_names(held.slot, [&](const RoleName& one) {
        if (!held.takes(one)) return;
        if ((one.name.met & all.bits) == 0 && asked.takes_all()) {
            // With the shortest, strangers differ least.
            raise(best, net_of_strangers(one.name.size, all.least));
            return;
        }
        asked.record.for_names(asked.slot, [&](const RoleName& other) {
            if (!asked.takes(other)) return;
            const auto& left_name = is_left_asked ? other.name : one.name;
            const auto& right_name = is_left_asked ? one.name : other.name;
            raise(best, name_evidence(left_name, right_name, levels).net);
        });
    });
    return best;
}

}  // namespace

std::optional<Level> best_personal(const OpenRecord& left, const OpenRecord& right,
                                   const BoundPair& slots, LevelCache& levels) {
    const bool is_left_asked = left.is_asked();
    const auto& asked = is_left_asked ? left : right;
    const auto asked_slot = is_left_asked ? slots.left : slots.right;
    const PersonalTokens ours(is_left_asked ? right : left,
                              is_left_asked ? slots.right : slots.left);
    if (!ours.has_names() || asked.names_of(asked_slot).bits == 0) return std::nullopt;
    if (ours.words().empty()) return Level::none;
    const PersonalTokens theirs(asked, asked_slot);
    auto best = Level::none;
    const auto compare = [&](std::span<const TokenId> some, std::span<const TokenId> others) {
        for (const auto token : some) {
            for (const auto other : others) best = std::max(best, levels(token, other));
        }
    };
    compare(ours.words(), theirs.words());
    compare(ours.words(), theirs.joined());
    compare(ours.joined(), theirs.words());
    if (best < Level::exact) compare(ours.joined(), theirs.joined());
    return best;
}

std::optional<float> best_names(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels) {
    return best_net({left, slots.left}, {right, slots.right}, levels);
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
    constexpr auto other_family = 1U << role_number("other_family");
    constexpr std::uint32_t loose = 1U << role_number("grandmother") |
                                    1U << role_number("grandfather") | 1U << role_number("aunt") |
                                    1U << role_number("uncle");
    const auto own = 1U << role;
    return (own & loose) != 0 ? own | other_family : own;
}

std::optional<float> best_kin(const OpenRecord& left, const OpenRecord& right,
                              const KinSlots& slots, LevelCache& levels) {
    return best_net({left, slots.left, slots.roles, slots.same_roles}, {right, slots.right},
                    levels);
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
