#include "exchange/print/detail/limited_work.hpp"

#include <sys/resource.h>

#include <iostream>
#include <sstream>
#include <stdexcept>

#include "exchange/print/limits.hpp"

namespace amparo::exchange::detail {
namespace {

void limit_to(int resource, rlim_t value) {
    const rlimit bounds{.rlim_cur = value, .rlim_max = value};
    if (setrlimit(resource, &bounds) != 0) throw std::runtime_error("setrlimit");
}

void limit_oneself() {
    limit_to(RLIMIT_CORE, 0);  // what is in memory belongs to a child
    limit_to(RLIMIT_CPU, limits::foreign_seconds_max.count());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit_to(RLIMIT_AS, limits::foreign_memory_bytes_max);  // sanitizers map the whole space
#endif
}

std::string all_of_input() {
    std::ostringstream everything;
    everything << std::cin.rdbuf();
    return std::move(everything).str();
}

}  // namespace

int serve_one_order(std::string (*answer_to)(const std::string& order)) {
    try {
        limit_oneself();
        const auto answer = answer_to(all_of_input());
        std::cout.write(answer.data(), static_cast<std::streamsize>(answer.size())).flush();
        return std::cout.good() ? 0 : 1;
    } catch (const std::exception&) {
        return 1;  // said by the code alone: what a broken document holds belongs into no log
    }
}

}  // namespace amparo::exchange::detail
