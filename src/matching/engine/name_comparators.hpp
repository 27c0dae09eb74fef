#pragma once

#include <optional>

#include "matching/engine/open_record.hpp"
#include "matching/names/name_evidence.hpp"

/// What comparators of names measure; nothing when one side has no name.
namespace amparo::matching {

/// The best net evidence between the names of two slots.
std::optional<float> best_names(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels);
/// The best level of the first two tokens of the right side in any name of the left.
std::optional<Level> best_given(const OpenRecord& left, const OpenRecord& right,
                                const BoundPair& slots, LevelCache& levels);

/// The best level between tokens that no relative on their own side bears: what tells brothers and
/// sisters apart. Where every token is a relative's, all are taken.
std::optional<Level> best_personal(const OpenRecord& left, const OpenRecord& right,
                                   const BoundPair& slots, LevelCache& levels);

/// Slots of relatives to be compared.
struct KinSlots {
    std::uint8_t left;
    std::uint8_t right;
    std::uint32_t roles;       // bit per role, 0 for all
    std::uint32_t same_roles;  // with a searching relative: roles that may be theirs
};
/// The roles that may be that of a searching relative of this role: "uncle" is at times written as
/// "other_family".
std::uint32_t roles_like(std::uint8_t role);
/// The best net evidence between relatives of the roles of `same_roles` on the left (all when 0)
/// and every name on the right.
std::optional<float> best_kin(const OpenRecord& left, const OpenRecord& right,
                              const KinSlots& slots, LevelCache& levels);
/// The best net evidence between rows of one role on both sides; several rows add up.
std::optional<float> best_same_role(const OpenRecord& left, const OpenRecord& right,
                                    const KinSlots& slots, LevelCache& levels);
/// The sum, over names on the right, of their best positive net evidence on the left, each name of
/// the left once.
std::optional<float> sum_of_names(const OpenRecord& left, const OpenRecord& right,
                                  const KinSlots& slots, LevelCache& levels);

/// Slots of a child's names and of the relatives of the other side.
struct LineageSlots {
    std::uint8_t child;
    std::uint8_t kin;
    std::uint32_t roles;
};
/// The most bits of one relative's names found among the child's later tokens.
std::optional<float> lineage_bits(const OpenRecord& child_side, const OpenRecord& kin_side,
                                  const LineageSlots& slots, LevelCache& levels);

}  // namespace amparo::matching
