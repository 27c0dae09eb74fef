// The dashboards of a supervisor and of a manager of the whole country, counted by the server and
// by SQL on JSONB in PostgreSQL; and the lists of tasks. Prints milliseconds of one request and
// how many times longer the rival takes, over growing numbers of cases.

#include <time.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>

#include "access/mask_cache.hpp"
#include "base/text.hpp"
#include "bench/dashboard_cases.hpp"
#include "bench/dashboard_sql.hpp"
#include "bench/index_rivals.hpp"
#include "forms/source.hpp"
#include "insight/catalogue.hpp"
#include "insight/dashboards.hpp"
#include "insight/forerunner.hpp"
#include "insight/shorthand.hpp"
#include "records/index_schema.hpp"
#include "records/record_cache.hpp"
#include "records/tasks.hpp"
#include "store/database.hpp"
#include "store/key_ring.hpp"
#include "store/records.hpp"

namespace amparo::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t workers = 2000;
constexpr std::size_t groups = 200;
constexpr std::string_view viewer_name = "worker_7";

struct Options {
    std::vector<std::uint64_t> sizes = {10'000, 100'000, 1'000'000};
    std::string directory = "/tmp/amparo-bench-dashboards";
    std::string config = AMPARO_SOURCE_DIR "/config";
    bool with_postgres = true;
};

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Seconds of processor time of this thread: what others do on the machine does not count.
double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Seconds of one run: the median of several, after one that only warms up.
double time_of(const std::function<void()>& run, const std::function<void()>& prepare = [] {}) {
    run();
    std::vector<double> times;
    const auto begin = Clock::now();
    while (times.size() < 5 || (times.size() < 101 && seconds_since(begin) < 1)) {
        prepare();
        const auto start = thread_seconds();
        run();
        times.push_back(thread_seconds() - start);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// The role of somebody who looks at the work of others, with these dashboards.
std::shared_ptr<const access::Role> role_with(const char* reach, json::Array dashboards) {
    const json::Object configured{
        {"unique_id", std::string("role-bench-") + reach},
        {"name", reach},
        {"group_permission", reach},
        {"is_manager", true},
        {"permissions", json::Object{{"case", json::Array{"read"}}, {"dashboard", dashboards}}},
        {"form_section_read_write",
         json::Object{{"basic_identity", "r"}, {"assessment", "r"}, {"cp_case_plan", "r"}}},
        {"module_unique_ids", json::Array{"primeromodule-cp"}}};
    return std::make_shared<const access::Role>(access::read_role(configured).value());
}

std::shared_ptr<const access::User> worker(std::size_t number) {
    auto user = std::make_shared<access::User>();
    user->user_name = UserName("worker_" + std::to_string(number));
    user->id = static_cast<std::int64_t>(number);
    user->groups = {"group_" + std::to_string(number % groups)};
    user->agency = AgencyId("agency_" + std::to_string(number % 40));
    user->role = RoleId("role-bench");
    return user;
}

/// The dashboards of the default manager, and with those of the administrators of the country
/// (config/roles.json).
json::Array of_supervisor() {
    return json::parse(R"(["workflow_team", "approvals_assessment_pending",
        "approvals_case_plan_pending", "approvals_closure_pending", "view_response", "case_risk",
        "cases_by_task_overdue_assessment", "cases_by_task_overdue_case_plan",
        "cases_by_task_overdue_services", "cases_by_task_overdue_followups",
        "dash_shared_with_me", "dash_shared_with_others", "dash_group_overview",
        "dash_shared_from_my_team", "dash_shared_with_my_team"])")
        ->as_array();
}

json::Array of_nation() {
    auto all = of_supervisor();
    for (const auto* more : {"case_overview", "dash_reporting_location", "dash_protection_concerns",
                             "dash_protection_concerns_by_location", "dash_national_admin_summary"})
        all.emplace_back(more);
    return all;
}

access::Directory directory_of_workers() {
    std::vector<access::Directory::UserPointer> users;
    for (std::size_t number = 0; number < workers; ++number) users.push_back(worker(number));
    const auto nation = role_with("all", of_nation());
    auto manager = *worker(workers);  // somebody else who sees the country
    manager.role = nation->unique_id;
    users.push_back(std::make_shared<const access::User>(std::move(manager)));
    const auto key = [](const access::User& user) -> const std::string& {
        return user.user_name.text();
    };
    return access::Directory(
        {.users = std::make_shared<const access::DirectoryTable<access::User>>(users, key),
         .roles = std::make_shared<const access::DirectoryTable<access::Role>>(
             std::vector{nation},
             [](const access::Role& role) -> auto& { return role.unique_id.text(); }),
         .agencies = std::make_shared<const access::DirectoryTable<access::Agency>>(),
         .groups = std::make_shared<const access::DirectoryTable<access::UserGroup>>()});
}

/// A server's memory with so many cases, and nothing else of a server.
class Country {
  public:
    Country(const Options& options, std::uint64_t count)
        : definitions_(load(options.config)),
          directory_(std::make_shared<const access::Directory>(directory_of_workers())),
          clock_(Instant(std::chrono::days(last_day(count))) + std::chrono::hours(12)),
          index_(records::index_schemas(definitions_), synthetic_ancestors) {
        open_store(options.directory + "/shared");
        fill(count);
        on_.index = &index_;
        on_.database = database_.get();
        on_.cache = &cache_;
        on_.masks = &masks_;
        on_.clock = &clock_;
        on_.definitions = [this] { return definitions_; };
        on_.directory = [this] { return directory_; };
    }

    /// Some cases, spread over the table, get another worker and state.
    void change(std::uint64_t cases) {
        std::vector<SyntheticCase> made;
        const auto count = index_.size("case");
        for (std::uint64_t at = 0; at < cases; ++at) {
            const auto number = (at * 7919 + changes_) % count;
            auto& one = made.emplace_back(dashboard_case((number * 31 + changes_) % count));
            one.id = dashboard_case(number).id;
        }
        ++changes_;
        std::vector<index::Entry> entries;
        for (const auto& one : made) entries.push_back({one.id, "case", &one.data});
        index_.apply(entries);
    }
    /// So much changes that nothing that was counted before is of use.
    void forget() { change(5000); }
    /// As a server does at its start and every minute, for somebody else.
    void ask_ahead() const { insight::ask_ahead(on_); }
    void wait_a_minute() { clock_.advance(std::chrono::minutes(1)); }
    std::string show(const access::Actor& actor) const {
        return insight::Dashboards(on_).show(actor, {}).value();
    }
    insight::Viewer viewer(const access::Actor& actor) const {
        return {.actor = actor,
                .definitions = *definitions_,
                .directory = *directory_,
                .windows = insight::Windows(clock_.now(), definitions_->time_zone())};
    }
    const index::Index& index() const { return index_; }
    std::int64_t now() const { return clock_.now().time_since_epoch().count(); }

  private:
    static std::shared_ptr<const forms::Definitions> load(const std::string& config) {
        return forms::Definitions::load(forms::load_source_from(config).value()).value();
    }
    void open_store(const std::filesystem::path& folder) {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        keys_ = store::KeyRing::create(folder / "keys.json", random_).value();
        const auto url = "sqlite://" + (folder / "amparo.db").string();
        database_ = store::Database::open({.url = url}, *keys_, clock_, random_).value();
    }
    /// What was shared with somebody is read whole before numbers about it are shown.
    void store_shared(const std::vector<SyntheticCase>& made) {
        const auto stored = database_->write([&](store::Transaction& transaction) -> Result<> {
            for (const auto& one : made) {
                const auto with = json::string_list(one.data, "referred_users");
                if (std::ranges::find(with, viewer_name) == with.end()) continue;
                AMPARO_CHECK(store::put_record(transaction, {.id = one.id,
                                                             .type = "case",
                                                             .data = one.data,
                                                             .actor = "bench",
                                                             .action = "create",
                                                             .details = {},
                                                             .at = clock_.now()}));
            }
            return {};
        });
        if (!stored) std::exit(1);
    }
    void fill(std::uint64_t count) {
        constexpr std::uint64_t block = 4096;
        for (std::uint64_t number = 0; number < count; number += block) {
            std::vector<SyntheticCase> made;
            for (auto at = number; at < std::min(number + block, count); ++at)
                made.push_back(dashboard_case(at));
            std::vector<index::Entry> entries;
            for (const auto& one : made) entries.push_back({one.id, "case", &one.data});
            index_.load(entries);
            store_shared(made);
        }
        index_.finish_load();
    }

    std::shared_ptr<const forms::Definitions> definitions_;
    std::shared_ptr<const access::Directory> directory_;
    access::MaskCache masks_;
    ManualClock clock_;
    SystemRandom random_;
    std::unique_ptr<store::KeyRing> keys_;
    std::unique_ptr<store::Database> database_;
    records::RecordCache cache_;
    index::Index index_;
    std::uint64_t changes_ = 0;
    records::Dependencies on_;
};

/// What an indicator of the answer counts in all.
std::int64_t sum_of(const json::Value& value) {
    const auto& object = value.get_object();
    if (object.contains("query")) return object.at("count").to_number<std::int64_t>();
    std::int64_t sum = 0;
    for (const auto& [name, inner] : object) sum += sum_of(inner);
    return sum;
}

std::map<std::string, std::int64_t> sums_of(const json::Array& dashboards) {
    std::map<std::string, std::int64_t> sums;
    for (const auto& entry : dashboards) {
        for (const auto& [name, value] : entry.get_object().at("indicators").get_object())
            sums[std::string(name)] = sum_of(value);
    }
    return sums;
}

/// The rival's row: the document with what the index works out of it, as if that were stored.
RivalRow rival_row(const index::Schema& schema, std::uint64_t number) {
    auto made = dashboard_case(number);
    for (const auto& column : schema.columns) {
        if (!column.compute) continue;
        auto value = column.compute(made.data);
        if (!value.is_null()) made.data[column.name] = std::move(value);
    }
    return {made.id.text(), json::write(made.data)};
}

/// What became of the questions of a viewer's dashboards.
struct Asked {
    std::size_t wrong = 0;
    std::size_t given_up = 0;
    double seconds = 0;
};

/// Asks the rival one question.
void ask(Rival& rival, const insight::Indicator& indicator, const std::string& sql,
         const std::map<std::string, std::int64_t>& expected, Asked& asked) {
    const auto found = rival.ask({sql});
    const auto known = expected.find(indicator.name);
    const auto ours = known == expected.end() ? -1 : known->second;
    if (found == Rival::given_up) {
        ++asked.given_up;
        std::printf("    (…) %s: no answer in time\n", indicator.name.c_str());
    } else if (found != ours) {
        ++asked.wrong;
        std::printf("    (!) %s: %lld, not %lld\n", indicator.name.c_str(),
                    static_cast<long long>(ours), static_cast<long long>(found));
    }
}

/// Asks the rival every question of the viewer's dashboards.
Asked ask_all(Rival& rival, const insight::Viewer& viewer,
              const std::map<std::string, std::int64_t>& expected) {
    Asked asked;
    const auto begin = Clock::now();
    const auto scope = access::scope_of(viewer.actor, "case", access::Reach::own);
    const auto* permissions = json::find_object(viewer.actor.role().attributes, "permissions");
    for (const auto& action : json::string_list(*permissions, "dashboard")) {
        for (const auto& dashboard : insight::dashboards_of(action, viewer)) {
            for (const auto& indicator : dashboard.indicators) {
                insight::Conditions within;
                if (scope.kind == access::Scope::Kind::any_of)
                    within.push_back({scope.field, insight::values_text(scope.values)});
                if (!indicator.sets_module) within.push_back({"module_id", "primeromodule-cp"});
                ask(rival, indicator, sql_of(indicator, within), expected, asked);
            }
        }
    }
    asked.seconds = seconds_since(begin);
    return asked;
}

/// Milliseconds of one viewer's dashboards.
struct Times {
    double anew = 0;    // nothing that was counted before is of use
    double first = 0;   // the first time, after the server has asked ahead
    double again = 0;   // nothing has changed
    double minute = 0;  // nobody asked since the minute began, and nobody asks ahead
};

Times times_of(const access::Actor& actor, Country& country) {
    const auto show = [&] { country.show(actor); };
    Times times;
    times.anew = time_of(show, [&] { country.forget(); }) * 1e3;
    const auto ahead = [&] {
        country.forget();
        country.ask_ahead();
    };
    times.first = time_of(show, ahead) * 1e3;
    times.again = time_of(show) * 1e3;
    times.minute = time_of(show, [&] { country.wait_a_minute(); }) * 1e3;
    std::printf("%6.2f ms anew, %6.2f first, %6.2f again, %6.2f in the next minute\n", times.anew,
                times.first, times.again, times.minute);
    return times;
}

std::map<std::string, std::int64_t> sums_shown(const access::Actor& actor, const Country& country) {
    constexpr std::size_t enough = 1U << 28U;
    const auto answer = json::parse(country.show(actor), {.bytes_max = enough}).value();
    return sums_of(answer.as_array());
}

void compare_viewer(const char* name, const access::Actor& actor, Country& country,
                    const std::optional<Asked>& rival) {
    const auto kilobytes = country.show(actor).size() / 1024;
    const auto indicators = sums_shown(actor, country).size();
    std::printf("  %-23s %3zu indicators, %4zu KB: ", name, indicators, kilobytes);
    const auto times = times_of(actor, country);
    if (rival) {
        const auto theirs = rival->seconds * 1e3;
        std::printf(
            "  %-23s PostgreSQL %.0f ms, %zu given up: %.0fx anew, %.0fx first, %.0fx"
            " again%s\n",
            name, theirs, rival->given_up, theirs / times.anew, theirs / times.first,
            theirs / times.again, rival->wrong > 0 ? " (!)" : "");
    }
    std::fflush(stdout);
}

/// What a dashboard costs that is asked for again after some cases changed.
void time_after_changes(const char* name, const access::Actor& actor, Country& country) {
    for (const std::uint64_t changes : {1, 100, 1000}) {
        const auto time = time_of([&] { country.show(actor); }, [&] { country.change(changes); });
        std::printf("  %-23s %6.2f ms after %llu changed cases\n", name, time * 1e3,
                    static_cast<unsigned long long>(changes));
    }
}

void time_tasks(const char* name, const Country& country,
                std::optional<std::vector<std::string>> who) {
    index::DuePage page;
    const auto time = time_of([&] {
        index::DueQuery query;
        query.shares.push_back(
            {.records = index::Filter{index::AnyOf{"status", {"open"}}}, .who = who});
        for (const auto type : records::task_types::all) query.what.emplace_back(type);
        page = country.index().find_dues("case", query).value();
    });
    std::printf("  first page of tasks, %-11s %8.3f ms (%zu tasks)\n", name, time * 1e3,
                page.total);
}

void compare(const Options& options, std::uint64_t size, Rival* rival) {
    Country country(options, size);
    std::printf("%llu cases\n", static_cast<unsigned long long>(size));
    const access::Actor supervisor(worker(7), role_with("group", of_supervisor()));
    const access::Actor nation(worker(7), role_with("all", of_nation()));
    const access::Actor everything(worker(7), role_with("all", json::Array{"manage"}));
    // The rival holds the cases as they are before any changes.
    std::optional<Asked> of_nation_there;
    std::optional<Asked> of_supervisor_there;
    if (rival != nullptr) {
        rival->load(size);
        of_nation_there = ask_all(*rival, country.viewer(nation), sums_shown(nation, country));
        of_supervisor_there =
            ask_all(*rival, country.viewer(supervisor), sums_shown(supervisor, country));
    }
    compare_viewer("manager of the country", nation, country, of_nation_there);
    compare_viewer("supervisor", supervisor, country, of_supervisor_there);
    compare_viewer("every dashboard there is", everything, country, {});
    time_after_changes("manager of the country", nation, country);
    time_after_changes("supervisor", supervisor, country);
    std::vector<std::string> team;
    for (std::size_t number = 7; number < workers; number += groups)
        team.push_back("worker_" + std::to_string(number));
    time_tasks("one's own", country, std::vector<std::string>{"worker_7"});
    time_tasks("a team's", country, team);
    time_tasks("everybody's", country, std::nullopt);
}

Options read_options(int count, char** arguments) {
    Options options;
    for (int at = 1; at < count; ++at) {
        const std::string argument = arguments[at];
        if (argument.starts_with("--sizes=")) {
            options.sizes.clear();
            for (const auto size : text::split(std::string_view(argument).substr(8), ','))
                options.sizes.push_back(std::strtoull(std::string(size).c_str(), nullptr, 10));
        } else if (argument.starts_with("--directory=")) {
            options.directory = argument.substr(12);
        } else if (argument.starts_with("--config=")) {
            options.config = argument.substr(9);
        } else if (argument == "--rivals=") {
            options.with_postgres = false;
        } else {
            std::puts(
                "bench_dashboards [--sizes=10000,100000,1000000] [--rivals=]"
                " [--directory=DIR] [--config=DIR]\n"
                "--rivals= leaves PostgreSQL out. (!) marks an answer that differs.");
            std::exit(argument == "--help" ? 0 : 2);
        }
    }
    return options;
}

int run(const Options& options) {
    std::filesystem::create_directories(options.directory);
    const auto definitions =
        forms::Definitions::load(forms::load_source_from(options.config).value()).value();
    const auto schemas = records::index_schemas(definitions);
    std::unique_ptr<Rival> rival;
    if (options.with_postgres) {
        rival = postgres_rival(options.directory, [&schemas](std::uint64_t number) {
            return rival_row(schemas.front(), number);
        });
    }
    for (const auto size : options.sizes) compare(options, size, rival.get());
    return 0;
}

}  // namespace
}  // namespace amparo::bench

int main(int count, char** arguments) {
    return amparo::bench::run(amparo::bench::read_options(count, arguments));
}
