#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/definitions.hpp"

/// Which fields of a case are held against a sought child (matching.md 1.3).
namespace amparo::matching {

/// The rows of a case that name relatives.
inline constexpr std::string_view kin_section = "family_details_section";

/// The usual fields of the child, and of relatives, in the order of the wire.
std::span<const std::string_view> usual_child_fields();
std::span<const std::string_view> usual_kin_fields();
/// The name of a field on the other side: nationality of a child is relation_nationality of a
/// relative, and back; most have one name.
std::string_view counterpart_of(std::string_view field);
/// Whether a form calls the field `matchable`, and it holds an answer.
bool is_matchable(const forms::Field& field);
/// The matchable fields of cases, those of relatives alone: each name once, by name.
std::vector<const forms::Field*> matchable_child_fields(const forms::Definitions& definitions);
std::vector<const forms::Field*> matchable_kin_fields(const forms::Definitions& definitions);

}  // namespace amparo::matching
