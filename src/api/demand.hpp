#pragma once

#include <initializer_list>
#include <string_view>

#include "api/call.hpp"

namespace amparo::api {

/// `forbidden` unless the caller has one of the actions on the resource, as access/ decides.
inline Result<> demand(const Call& call, std::string_view resource,
                       std::initializer_list<std::string_view> actions) {
    for (const auto action : actions) {
        if (call.actor().can(resource, action)) return {};
    }
    return refuse(Errc::forbidden, "errors.forbidden");
}

}  // namespace amparo::api
