#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/random.hpp"

/// Who keeps which part of a family (case-management.md §3.18): the family what all members
/// share, each case how its child stands to them. Pure functions over rows.
namespace amparo::casework {

/// The rows of a family, and those of a case about its relatives.
inline constexpr std::string_view members_key = "family_members";
/// As members_key, on a case.
inline constexpr std::string_view details_section = "family_details_section";
/// The family that a case is linked with, and the member there that is its child.
inline constexpr std::string_view family_key = "family_id";
/// As family_key.
inline constexpr std::string_view member_key = "family_member_id";
/// What is told of the whole family and is kept there alone.
inline constexpr std::array<std::string_view, 3> global_family_fields{
    "family_number", "family_size", "family_notes"};

/// The key of a child's case that a key of their member says again; "" for what is said of the
/// member only.
std::string_view source_on_case(std::string_view key);

/// The row of a case cut to what stays there: its id and how the child stands to the member.
json::Object local_part(const json::Object& row);
/// Writes what members share from the row of a case into the member; masked names are left out.
void take_shared_part(const json::Object& row, json::Object& member);
/// Whether the row of a case says anything that members share.
bool has_shared_part(const json::Object& row);
/// A new member made of the row of a case.
json::Object member_of_row(const json::Object& row);
/// The row that a linked case shows: what the member shares with what the case keeps of it
/// (null: nothing yet).
json::Object shown_row(const json::Object& member, const json::Object* local);

/// The member that describes the child of a case.
json::Object member_of_case(const json::Object& child_case, Random& random);
/// What a case made for a member knows of the child. Their name goes apart in the order in which
/// the deployment puts names together, so that putting it together again gives the same name; an
/// order that names no part of it is the usual one.
json::Object case_of_member(const json::Object& member, std::span<const std::string> name_order);

}  // namespace amparo::casework
