#pragma once

#include "http/message.hpp"

namespace amparo::api {

/// Keeps a file from doing anything in the browser that shows it: somebody sent it.
inline void put_in_sandbox(http::Response& response) {
    response.set_header("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox");
}

}  // namespace amparo::api
