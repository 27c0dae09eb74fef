// Durable creates a second through the whole record service on SQLite. Prints one line for each
// number of writers and each batch size; bench/durable_writes.mjs makes ratios of them.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "access/users.hpp"
#include "base/text.hpp"
#include "cli/deployment.hpp"

namespace amparo::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

template <class T>
T value_or_end(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s %s\n", result.error().message.key.c_str(),
                 result.error().internal.c_str());
    std::exit(1);
}

std::unique_ptr<cli::Deployment> open_deployment(const fs::path& data, const char* batch_max) {
    cli::CommonOptions options;
    options.data = data;
    options.assignments = {std::string("database.batch_max=") + batch_max, "log.level=error",
                           "password.memory_mib=8", "password.operations=1"};
    auto deployment = value_or_end(cli::Deployment::open(options));
    value_or_end(deployment->load_records({}));
    return deployment;
}

records::WriteRequest a_case(int number) {
    records::WriteRequest request;
    request.record_type = "case";
    request.data = {
        {"module_id", "primeromodule-cp"}, {"sex", "female"},    {"name_first", "Noor"},
        {"name_last", "Example"},          {"age", number % 18}, {"address_current", "Lane 9"}};
    return request;
}

/// Creates for so long, by so many writers: creates a second.
double rate_of(cli::Deployment& deployment, const access::Actor& actor, int writers,
               double seconds) {
    std::atomic<bool> is_over{false};
    std::atomic<int> made{0};
    std::vector<std::thread> threads;
    const auto start = Clock::now();
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&] {
            for (int number = 0; !is_over; ++number) {
                value_or_end(deployment.records().create(actor, a_case(number)));
                ++made;
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    is_over = true;
    for (auto& thread : threads) thread.join();
    return made / std::chrono::duration<double>(Clock::now() - start).count();
}

access::Actor worker_of(cli::Deployment& deployment) {
    access::Users users(deployment.people_parts());
    value_or_end(
        users.ensure_user(access::Actor::system(), {.user_name = "worker",
                                                    .full_name = "Amina Sarr",
                                                    .role = RoleId("role-cp-case-worker"),
                                                    .agency = AgencyId("AGENCY-1"),
                                                    .groups = {"usergroup-primero-cp"},
                                                    .locale = "en",
                                                    .password = SecretText("Bench-only-5528")}));
    return value_or_end(deployment.directory().snapshot()->actor(UserName("worker")));
}

int run(int count, char** words) {
    if (count != 5) {
        std::fprintf(stderr, "bench_durable_writes DIRECTORY SECONDS WRITERS BATCH_MAX\n");
        return 2;
    }
    const auto deployment = open_deployment(words[1], words[4]);
    const auto actor = worker_of(*deployment);
    const double seconds = std::atof(words[2]);
    rate_of(*deployment, actor, 1, 0.2);  // statements are prepared, masks computed
    for (const auto writers : text::split(words[3], ',')) {
        const int number = std::atoi(std::string(writers).c_str());
        std::printf("%d %.1f\n", number, rate_of(*deployment, actor, number, seconds));
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace
}  // namespace amparo::bench

int main(int count, char** words) {
    return amparo::bench::run(count, words);
}
