#pragma once

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace amparo::cli {

enum class Demo { with, without };

/// `amparo serve`.
struct ServeOptions {
    CommonOptions common;
    std::optional<std::uint16_t> port;
    std::size_t cases = 200;  // invented ones, when the deployment is new
    Demo demo = Demo::with;
};

/// Serves until SIGINT or SIGTERM; what was acknowledged is stored by then. Says one line with
/// the address when it is ready.
Result<> serve(const ServeOptions& options, const Console& console);

}  // namespace amparo::cli
