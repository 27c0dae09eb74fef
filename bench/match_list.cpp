// What a page of the list of possible matches costs while the pairs grow a hundredfold, against
// the rival that reads and sorts them all for every page, as a list without memory would.
// bench_match_list DIRECTORY: keeps a deployment of invented children there.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "cli/paths.hpp"
#include "matching/worklist/work_list.hpp"

namespace amparo::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using matching::KeptPair;
using matching::PairKind;

constexpr std::size_t children = 1000;
constexpr int rounds = 9;

template <class T>
T value_or_end(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "%s %s\n", result.error().message.key.c_str(),
                 result.error().internal.c_str());
    std::exit(1);
}

std::unique_ptr<cli::Deployment> open_deployment(const fs::path& data) {
    cli::CommonOptions options;
    options.data = data;
    options.assignments = {"log.level=error", "password.memory_mib=8", "password.operations=1"};
    auto deployment = value_or_end(cli::Deployment::open(options));
    value_or_end(deployment->load_records({}));
    return deployment;
}

access::Actor person(cli::Deployment& deployment, const std::string& name, const char* role) {
    access::Users users(deployment.people_parts());
    value_or_end(
        users.ensure_user(access::Actor::system(), {.user_name = name,
                                                    .full_name = "Amina Sarr",
                                                    .role = RoleId(role),
                                                    .agency = AgencyId("AGENCY-1"),
                                                    .groups = {"usergroup-primero-cp"},
                                                    .locale = "en",
                                                    .password = SecretText("Bench-only-5528")}));
    return value_or_end(deployment.directory().snapshot()->actor(UserName(name)));
}

std::string trace_id(std::size_t number) {
    char text[37];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012zu", number);
    return text;
}

/// As many cases as sought children; one in a hundred is the worker's own.
struct Children {
    std::vector<RecordId> cases = {};
    std::vector<RecordId> requests = {};
};
Children make_children(records::Service& records, const access::Actor& owner,
                       const access::Actor& worker) {
    Children made;
    const auto make = [&](const access::Actor& by, std::string_view type, json::Object data) {
        records::WriteRequest request;
        request.record_type = type;
        data["module_id"] = "primeromodule-cp";
        request.data = std::move(data);
        return value_or_end(records.create(by, std::move(request))).id;
    };
    for (std::size_t number = 0; number < children; ++number) {
        const auto age = number % 17;
        made.cases.push_back(make(number % 100 == 0 ? worker : owner, "case",
                                  {{"name_first", "Noor"},
                                   {"name_last", "Example"},
                                   {"age", age},
                                   {"consent_for_tracing", true}}));
        json::Object row{{"unique_id", trace_id(number)}, {"name", "Noor Example"}, {"age", age}};
        made.requests.push_back(
            make(owner, "tracing_request",
                 {{"tracing_request_subform_section", json::Array{std::move(row)}}}));
    }
    return made;
}

/// Pairs of every sought child with so many cases.
void keep_pairs(matching::Ledger& ledger, const Children& made, std::size_t of_each) {
    const auto begun = value_or_end(ledger.begin_step());
    for (std::size_t number = 0; number < children; ++number) {
        matching::KeptPairs pairs;
        for (std::size_t at = 0; at < of_each; ++at)
            pairs.push_back({.holder = trace_id(number),
                             .owner = made.requests[number],
                             .case_id = made.cases[(number + at * 7) % children],
                             .score = static_cast<double>((number * 31 + at) % 997) / 997});
        ledger.put_holder(PairKind::tracing, trace_id(number), std::move(pairs));
    }
    if (ledger.save({.version = begun.version, .is_begun = true})) return;
    std::fprintf(stderr, "the pairs cannot be kept\n");
    std::exit(1);
}

/// The shortest of some rounds, in microseconds.
template <class Work>
double shortest(Work work) {
    double best = 1e12;
    for (int round = 0; round < rounds; ++round) {
        const auto start = Clock::now();
        work();
        best =
            std::min(best, std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    return best;
}

double rival(const matching::Ledger& ledger) {
    return shortest([&] {
        std::vector<KeptPair> all;
        ledger.each(PairKind::tracing, [&](const KeptPair& pair) { all.push_back(pair); });
        std::ranges::sort(all, std::greater(), &KeptPair::score);
    });
}

int run(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "bench_match_list DIRECTORY (a new one)\n");
        return 2;
    }
    const auto deployment = open_deployment(words[1]);
    const auto manager = person(*deployment, "manager", "role-superuser");
    const auto worker = person(*deployment, "worker", "role-cp-case-worker");
    const auto made = make_children(deployment->records(), manager, worker);
    const auto service = value_or_end(matching::Service::start(
        {.records = deployment->records(), .directory = cli::config_directory() / "matching"}));
    service->wait_until_ready();
    const auto list = value_or_end(matching::WorkList::open(deployment->records(), *service));
    std::printf("pairs  seen by a worker  page of all ÷ rival  page of a worker ÷ rival\n");
    for (const std::size_t of_each : {1U, 10U, 100U}) {
        keep_pairs(list->ledger(), made, of_each);
        const auto seen = value_or_end(list->list(worker, {})).total;
        const auto all_us = shortest([&] { value_or_end(list->list(manager, {})); });
        const auto own_us = shortest([&] { value_or_end(list->list(worker, {})); });
        const auto rival_us = rival(list->ledger());
        std::printf("%zu %zu %.3f %.3f (%.0f, %.0f, %.0f us)\n", children * of_each, seen,
                    all_us / rival_us, own_us / rival_us, all_us, own_us, rival_us);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace
}  // namespace amparo::bench

int main(int count, char** words) {
    return amparo::bench::run(count, words);
}
