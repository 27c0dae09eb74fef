#pragma once

#include <array>
#include <string_view>

namespace amparo::records::derived {

/// The sections of an incident that hold its grave violations, one for each kind
/// (case-management.md §3.24, MRM).
inline constexpr std::array<std::string_view, 10> violation_types{"killing",
                                                                  "maiming",
                                                                  "recruitment",
                                                                  "sexual_violence",
                                                                  "abduction",
                                                                  "attack_on_hospitals",
                                                                  "attack_on_schools",
                                                                  "military_use",
                                                                  "denial_humanitarian_access",
                                                                  "deprivation_liberty"};

}  // namespace amparo::records::derived
