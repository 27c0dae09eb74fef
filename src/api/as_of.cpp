#include "api/as_of.hpp"

#include "base/clock.hpp"
#include "matching/live/service.hpp"

namespace amparo::api {

void tell_as_of(json::Object& answer, const Services& services) {
    if (const auto moment = services.matching.as_of()) answer["as_of"] = format_instant(*moment);
}

}  // namespace amparo::api
