#include "matching/engine/name_comparators.hpp"

#include <algorithm>
#include <array>

#include "matching/engine/outcome.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t given_tokens = 2;
constexpr std::size_t names_max = 64;  // of one slot that are kept track of

/// What a measure weighs.
float weight_of(const BoundComparator& bound, float measure) {
    Outcome found;
    set_measure(found, bound, measure);
    return found.weight;
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

  private:
    std::array<const RoleName*, names_max> names_;
    std::size_t size_ = 0;
};

/// Which kinds of names there are.
struct Kinds {
    bool plain = false;
    bool teknonyms = false;

    explicit Kinds(const NameList& names) {
        for (const auto* found : names.all()) {
            (found->name.is_teknonym ? teknonyms : plain) = true;
        }
    }
    bool has_any_of(const Kinds& other) const {
        return (plain && other.plain) || (teknonyms && other.teknonyms);
    }
};

/// Whether any two names of two lists may share a word.
bool may_meet(const NameList& left, const NameList& right) {
    return std::ranges::any_of(left.all(), [&](const auto* one) {
        return std::ranges::any_of(
            right.all(), [&](const auto* other) { return Name::may_meet(one->name, other->name); });
    });
}

constexpr std::uint32_t all_roles = ~std::uint32_t{0};

/// Roles as a mask, of which none stands for all.
constexpr std::uint32_t mask_of(std::uint32_t roles) {
    return roles == 0 ? all_roles : roles;
}

/// Names of a slot that are of some roles.
struct ChosenNames {
    const OpenRecord& record;
    std::uint8_t slot;
    std::uint32_t roles = all_roles;  // a bit each

    bool takes(const RoleName& found) const { return (roles >> found.role & 1U) != 0; }
    bool takes_all() const { return roles == all_roles; }
};

/// The best net evidence between names of two records, of which one is the asked one.
KinBits best_net(const ChosenNames& left, const ChosenNames& right, LevelCache& levels) {
    const bool is_left_asked = left.record.is_asked();
    const auto& asked = is_left_asked ? left : right;
    const auto& held = is_left_asked ? right : left;
    const auto& all = asked.record.names_of(asked.slot);
    KinBits best;
    if (all.bits == 0) return best;
    // Where the asked names are not all taken, each pair has to be looked at.
    const bool takes_all = asked.takes_all();
    constexpr unsigned none = 255;
    auto shortest = none;  // of those that meet no asked name
    const auto sources = held.record.sources_of(held.slot);
    for (const auto& one : held.record.names()) {
        if ((sources >> one.source & 1U) == 0 || !held.takes(one)) continue;
        if ((one.name.met & all.bits) == 0 && takes_all && !one.name.is_teknonym) {
            shortest = std::min<unsigned>(shortest, one.name.size);
            continue;
        }
        asked.record.for_names(asked.slot, [&](const RoleName& other) {
            if (asked.takes(other)) best.add(one.name, other.name, levels);
        });
    }
    // The shortest strangers differ least.
    if (shortest != none && all.least != none) {
        best.alike = std::max(best.alike, net_of_strangers(shortest, all.least));
    }
    return best;
}

}  // namespace

void KinBits::add_called(const Name& left, const Name& right, LevelCache& levels) {
    if (left.is_teknonym && right.is_teknonym) {
        alike = std::max(alike, net_of_teknonyms(left, right, levels));
    } else {
        mixed = std::max(mixed, net_of(left, right, levels));
    }
}

std::optional<float> KinBits::counted(const BoundComparator& bound) const {
    if (mixed > 0 && mixed > alike && weight_of(bound, mixed) > 0) return mixed;
    return alike == nothing ? std::nullopt : std::optional(alike);
}

PersonalTokens::PersonalTokens(const OpenRecord& record, std::uint8_t slot) {
    record.for_names(slot, [&](const RoleName& found) {
        has_names_ = true;
        if (found.name.met != 0) add_name(found);
    });
}

void PersonalTokens::add_name(const RoleName& found) {
    const auto before = words_.all().size();
    for (std::size_t at = 0; at < found.name.size; ++at) {
        if ((found.personal >> at & 1U) != 0) words_.add(found.name[at]);
    }
    if (words_.all().size() == before) {
        for (const auto token : found.name.tokens()) words_.add(token);
        return;
    }
    const auto is_personal = [&](TokenId token) {
        return std::ranges::find(words_.all(), token) != words_.all().end();
    };
    for (std::size_t at = 0; at < found.name.pair_count(); ++at) {
        if (found.name.joined(at) == no_token) continue;
        if (is_personal(found.name[at]) || is_personal(found.name[at + 1])) {
            joined_.add({found.name.joined(at), found.name[at], found.name[at + 1]});
        }
    }
}

namespace {

/// The level of two personal names. Two names that many bear, a letter or a beginning apart, are
/// names of two children.
Level personal_level(TokenId left, TokenId right, LevelCache& levels) {
    const auto found = levels(left, right);
    return found == Level::initial && levels.are_two_names(left, right) ? Level::none : found;
}

/// Whether of two words each one is the same on both sides, and the other one a name and another
/// name: then these tell the children apart, however alike they are when all is written as one.
bool differ_by_a_name(const PersonalTokens::Joined& one, const PersonalTokens::Joined& other,
                      LevelCache& levels) {
    const auto differ = [&](TokenId left, TokenId right) {
        return levels.are_two_names(left, right) && levels(left, right) <= Level::initial;
    };
    const auto agree = [&](TokenId left, TokenId right) {
        return levels(left, right) >= Level::variant;
    };
    return (agree(one.second, other.second) && differ(one.first, other.first)) ||
           (agree(one.first, other.first) && differ(one.second, other.second));
}

}  // namespace

std::optional<Level> best_personal(const PersonalTokens& asked, const PersonalTokens& held,
                                   LevelCache& levels) {
    if (!asked.has_names() || !held.has_names()) return std::nullopt;
    auto best = Level::none;
    if (held.words().empty()) return best;
    const auto consider = [&](TokenId token, TokenId other) {
        best = std::max(best, personal_level(token, other, levels));
    };
    for (const auto token : held.words()) {
        for (const auto other : asked.words()) consider(token, other);
    }
    // Nothing is better than the same letters.
    if (best == Level::exact) return best;
    for (const auto token : held.words()) {
        for (const auto& other : asked.joined()) consider(token, other.token);
    }
    for (const auto& joined : held.joined()) {
        for (const auto other : asked.words()) consider(joined.token, other);
        for (const auto& other : asked.joined()) {
            if (!differ_by_a_name(joined, other, levels)) consider(joined.token, other.token);
        }
    }
    return best;
}

std::optional<float> best_names(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels) {
    const auto best = best_net({left, slots.left}, {right, slots.right}, levels).alike;
    return best == KinBits::nothing ? std::nullopt : std::optional(best);
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

KinBits best_kin(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                 LevelCache& levels) {
    const auto roles = mask_of(slots.roles) & mask_of(slots.same_roles);
    return best_net({left, slots.left, roles}, {right, slots.right}, levels);
}

KinBits best_same_role(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                       LevelCache& levels) {
    KinBits best;
    left.for_names(slots.left, [&](const RoleName& one) {
        if (!takes_part(one.role, slots.roles)) return;
        right.for_names(slots.right, [&](const RoleName& other) {
            if ((roles_like(one.role) & roles_like(other.role)) == 0) return;
            best.add(one.name, other.name, levels);
        });
    });
    return best;
}

namespace {

/// What two names add to a sum: nothing where they are not of one person.
float added_by(const Name& left, const Name& right, LevelCache& levels) {
    if (!left.is_teknonym || !right.is_teknonym) return net_of(left, right, levels);
    const auto found = net_of_teknonyms(left, right, levels);
    return found > other_child_bits ? found : 0;
}

}  // namespace

KinBits sum_of_names(const OpenRecord& left, const OpenRecord& right, const KinSlots& slots,
                     LevelCache& levels) {
    const NameList ours(left, slots.left, slots.roles);
    const NameList theirs(right, slots.right, slots.right == slots.left ? slots.roles : 0);
    if (ours.all().empty() || theirs.all().empty()) return {};
    const bool are_alike = Kinds(ours).has_any_of(Kinds(theirs));
    const auto told = [&](float sum) {
        return are_alike ? KinBits{.alike = sum} : KinBits{.mixed = sum};
    };
    // Names that share no word have nothing to add.
    if (!may_meet(ours, theirs)) return told(0);
    std::uint64_t taken = 0;  // a bit for each of ours
    float sum = 0;
    for (std::size_t at = 0; at < theirs.all().size();) {
        // The name and the pet name of one row are one person.
        float best = 0;
        std::size_t best_of = names_max;
        const auto row = theirs.all()[at]->row;
        for (; at < theirs.all().size() && theirs.all()[at]->row == row; ++at) {
            for (std::size_t one = 0; one < ours.all().size(); ++one) {
                const auto& name = ours.all()[one]->name;
                const auto& other = theirs.all()[at]->name;
                if ((taken >> one & 1U) != 0 || !Name::may_meet(name, other)) continue;
                const auto found = added_by(name, other, levels);
                if (found > best) {
                    best = found;
                    best_of = one;
                }
            }
        }
        if (best_of < names_max) taken |= std::uint64_t{1} << best_of;
        sum += best;
    }
    return told(sum);
}

KinBits lineage_bits(const OpenRecord& child_side, const OpenRecord& kin_side,
                     const LineageSlots& slots, LevelCache& levels) {
    KinBits most;
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
            auto& best = kin.name.is_teknonym ? most.mixed : most.alike;
            best = std::max(best, bits);
        });
    });
    return most;
}

}  // namespace amparo::matching
