#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/directory.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"

/// Who stands in for somebody who answers requests (case-management.md §4.5): people name their
/// deputies themselves, for some days or until they say otherwise.
namespace amparo::access {

/// The attribute of a user that lists them.
inline constexpr const char* deputies_key = "deputies";
inline constexpr std::size_t deputies_max = 20;  // of one person; more is a team, and has managers

/// One of a user's deputies, on the days between both, which count.
struct Deputy {
    UserName user_name;
    std::optional<Day> from = {};
    std::optional<Day> until = {};

    /// Whether the day is one of theirs.
    bool is_on(Day day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

/// The entry of the list; nullopt when it names nobody, or days that are none or upside down.
std::optional<Deputy> read_deputy(const json::Value& value);
/// The active users who stand in for the user on that day, in the order of the list.
std::vector<Directory::UserPointer> deputies_on(const User& user, const Directory& directory,
                                                Day day);
/// For whom the user stands in on that day, in the order of the directory.
std::vector<Directory::UserPointer> represented_by(const UserName& deputy,
                                                   const Directory& directory, Day day);

}  // namespace amparo::access
