#pragma once

#include "cli/console.hpp"
#include "cli/deployment.hpp"

namespace amparo::cli {

/// Makes the administrator `admin` (a super user) when there is none. The password is that of
/// AMPARO_ADMIN_PASSWORD, or a generated one that is printed once and kept nowhere.
Result<> ensure_administrator(Deployment& deployment, const Console& console);

/// Makes the invented people of the demo deployment, with the password of AMPARO_DEMO_PASSWORD or
/// a generated one, printed once.
Result<> ensure_demo_people(Deployment& deployment, const Console& console);

/// One invented worker of the demo deployment.
struct DemoPerson {
    std::string_view user_name;
    std::string_view full_name;
    std::string_view role;
    std::string_view agency;
    std::string_view group;
    std::string_view location;
    std::string_view locale;
    bool owns_cases = false;
};
std::span<const DemoPerson> demo_people();

}  // namespace amparo::cli
