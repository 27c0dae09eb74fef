// The questions of every working day over cases, answered by the index and by SQL on JSON.
// Prints, per number of cases, how many times longer the rivals take, then what the index costs.

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <thread>

#include "base/names/keys.hpp"
#include "base/text.hpp"
#include "bench/index_rivals.hpp"
#include "bench/synthetic.hpp"
#include "index/extract.hpp"
#include "index/index.hpp"

namespace amparo::bench {
namespace {

using Clock = std::chrono::steady_clock;
using namespace amparo::index;

constexpr const char* searched_name = "Mohamed Gebremana";

struct Options {
    std::vector<std::uint64_t> sizes = {10'000, 100'000, 1'000'000};
    std::string directory = "/tmp/amparo-bench";
    bool with_sqlite = true;
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

/// Seconds of one run, averaged over as many as fit into a quarter of a second, at least one
/// after a first that only warms up.
double time_of(const std::function<void()>& run) {
    const auto first = Clock::now();
    run();
    if (seconds_since(first) > 5) return seconds_since(first);
    const auto start = Clock::now();
    int runs = 0;
    do {
        run();
        ++runs;
    } while (seconds_since(start) < 0.25);
    return seconds_since(start) / runs;
}

/// The same for ourselves, in processor time: the fastest of several runs.
double own_time_of(const std::function<void()>& run) {
    run();
    double best = 1e9;
    for (int runs = 0; runs < 9; ++runs) {
        const auto start = thread_seconds();
        run();
        best = std::min(best, thread_seconds() - start);
    }
    return best;
}

Filter any_of(const char* column, std::vector<std::string> values) {
    return {AnyOf{column, std::move(values)}};
}

template <class... Parts>
Filter all_of(Parts... parts) {
    And conjunction;
    (conjunction.parts.push_back(std::move(parts)), ...);
    return {std::move(conjunction)};
}

Filter open_filter() {
    return all_of(any_of("status", {"open"}), any_of("record_state", {"true"}));
}

Filter group_filter() {
    return all_of(any_of("associated_user_groups", {"group_7"}), any_of("status", {"open"}),
                  any_of("record_state", {"true"}));
}

Filter three_fields() {
    return all_of(any_of("status", {"open"}), any_of("sex", {"female"}),
                  any_of("protection_concerns", {"separated"}));
}

Filter detailed_filter() {
    return all_of(three_fields(), Filter{NumberRange{"age", 12, 17}},
                  Filter{UnderLocation{"location_current", "SL03"}});
}

Filter fortnight_filter() {
    return all_of(
        any_of("status", {"open"}),
        Filter{DateRange{"registration_date", read_date("2017-01-07"), read_date("2017-01-20")}});
}

struct Question {
    const char* name;
    std::function<std::int64_t(const Index&)> ask;
    Statements sqlite;
    Statements postgres;
};

std::int64_t list(const Index& index, Filter filter, const char* column, std::size_t offset) {
    const auto page = index.find("case", {.filter = std::move(filter),
                                          .search = {},
                                          .sort = {column, true},
                                          .offset = offset,
                                          .count = 20});
    return static_cast<std::int64_t>(page->total);
}

/// The page behind the record that stands at a place in the list.
std::int64_t list_after(const Index& index, Filter filter, const char* column, std::size_t offset) {
    Query query{.filter = std::move(filter), .search = {}, .sort = {column, true}};
    static std::map<std::pair<const Index*, std::string>, std::optional<Place>> places;
    const auto [known, is_new] = places.try_emplace({&index, column});
    if (is_new) {
        query.offset = offset - query.count;
        known->second = index.find("case", query)->end;
        query.offset = 0;
    }
    query.after = known->second;
    return static_cast<std::int64_t>(index.find("case", query)->total);
}

/// Sorted by other texts than those that are kept, as places are by their names.
std::int64_t list_by_words(const Index& index, Filter filter, const char* column) {
    static std::map<const Index*, std::shared_ptr<const ValueKeys>> made;
    auto& keys = made[&index];
    if (!keys) {
        ValueKeys words;
        const auto counts = index.count_by("case", {All{}}, column);
        for (const auto& [value, count] : *counts)
            words.emplace(value, sort_key(std::string(value.rbegin(), value.rend())));
        std::printf("  (%zu values of %s)\n", words.size(), column);
        keys = std::make_shared<const ValueKeys>(std::move(words));
    }
    const auto page = index.find(
        "case", {.filter = std::move(filter), .search = {}, .sort = {column, false, keys}});
    return static_cast<std::int64_t>(page->total);
}

std::int64_t search(const Index& index, Search::Mode mode, const char* query) {
    const auto page = index.find("case", {.filter = {All{}},
                                          .search = Search{mode, query},
                                          .sort = {"created_at", true},
                                          .offset = 0,
                                          .count = 20});
    return static_cast<std::int64_t>(page->total);
}

std::string sqlite_is(const char* field, const char* value) {
    return std::string("json_extract(data, '$.") + field + "') = " + value;
}
std::string sqlite_has(const char* field, const char* value) {
    return std::string("EXISTS (SELECT 1 FROM json_each(data, '$.") + field + "') WHERE value = '" +
           value + "')";
}

Statements page_and_total(const std::string& condition, const std::string& order,
                          std::size_t offset) {
    const auto from = " FROM cases WHERE " + condition;
    return {"SELECT id" + from + " ORDER BY " + order + " DESC LIMIT 20 OFFSET " +
                std::to_string(offset),
            "SELECT count(*)" + from};
}

/// The sound keys of the searched name as an SQL list.
std::string key_list() {
    std::string list;
    for (const auto& token : names::name_tokens(searched_name)) {
        for (const auto& key : names::name_token_keys(token))
            list += (list.empty() ? "'" : ",'") + key + "'";
    }
    return list;
}

const std::string sqlite_open =
    sqlite_is("status", "'open'") + " AND " + sqlite_is("record_state", "1");
const std::string sqlite_three = sqlite_is("status", "'open'") + " AND " +
                                 sqlite_is("sex", "'female'") + " AND " +
                                 sqlite_has("protection_concerns", "separated");
const std::string sqlite_detailed = sqlite_three +
                                    " AND json_extract(data, '$.age') BETWEEN 12 AND 17"
                                    " AND json_extract(data, '$.location_current') LIKE 'SL03%'";
const std::string postgres_open = R"(data @> '{"status":"open","record_state":true}')";
const std::string postgres_three =
    R"(data @> '{"status":"open","sex":"female","protection_concerns":["separated"]}')";
const std::string postgres_detailed =
    postgres_three +
    " AND (data->>'age')::int BETWEEN 12 AND 17 AND data->>'location_current' LIKE 'SL03%'";

std::vector<Question> list_questions(std::uint64_t size) {
    const auto deep = size / 4;
    const auto sqlite_created = "json_extract(data, '$.created_at')";
    const auto postgres_created = "data->>'created_at'";
    return {
        {"list: open, newest first",
         [](const Index& index) { return list(index, open_filter(), "created_at", 0); },
         page_and_total(sqlite_open, sqlite_created, 0),
         page_and_total(postgres_open, postgres_created, 0)},
        {"list: a quarter down",
         [=](const Index& index) { return list(index, open_filter(), "created_at", deep); },
         page_and_total(sqlite_open, sqlite_created, deep),
         page_and_total(postgres_open, postgres_created, deep)},
        {"list: behind a place down there",
         [=](const Index& index) { return list_after(index, open_filter(), "created_at", deep); },
         page_and_total(sqlite_open, sqlite_created, deep),
         page_and_total(postgres_open, postgres_created, deep)},
        {"list: behind a name, five filters",
         [](const Index& index) { return list_after(index, detailed_filter(), "name", 200); },
         page_and_total(sqlite_detailed, "json_extract(data, '$.name')", 200),
         page_and_total(postgres_detailed, "data->>'name'", 200)},
        {"list: by names of places",
         [](const Index& index) { return list_by_words(index, open_filter(), "location_current"); },
         page_and_total(sqlite_open, "json_extract(data, '$.location_current')", 0),
         page_and_total(postgres_open, "data->>'location_current'", 0)},
        {"list: one group's",
         [](const Index& index) { return list(index, group_filter(), "created_at", 0); },
         page_and_total(sqlite_open + " AND " + sqlite_has("associated_user_groups", "group_7"),
                        sqlite_created, 0),
         page_and_total(postgres_open + R"( AND data @> '{"associated_user_groups":["group_7"]}')",
                        postgres_created, 0)},
        {"list: five filters, by name",
         [](const Index& index) { return list(index, detailed_filter(), "name", 0); },
         page_and_total(sqlite_detailed, "json_extract(data, '$.name')", 0),
         page_and_total(postgres_detailed, "data->>'name'", 0)},
    };
}

std::vector<Question> count_questions() {
    const auto count = [](const Index& index, const Filter& filter) {
        return static_cast<std::int64_t>(*index.count("case", filter));
    };
    const auto counting = [](const std::string& condition) {
        return Statements{"SELECT count(*) FROM cases WHERE " + condition};
    };
    return {
        {"count: three fields", [=](const Index& index) { return count(index, three_fields()); },
         counting(sqlite_three), counting(postgres_three)},
        {"count: five filters", [=](const Index& index) { return count(index, detailed_filter()); },
         counting(sqlite_detailed), counting(postgres_detailed)},
        {"count: open, of a fortnight",
         [=](const Index& index) { return count(index, fortnight_filter()); },
         counting(sqlite_is("status", "'open'") +
                  " AND json_extract(data, '$.registration_date') BETWEEN '2017-01-07' AND "
                  "'2017-01-20'"),
         counting(R"(data @> '{"status":"open"}')"
                  " AND data->>'registration_date' BETWEEN '2017-01-07' AND '2017-01-20'")},
        {"count by risk level, open",
         [](const Index& index) {
             return static_cast<std::int64_t>(
                 index.count_by("case", open_filter(), "risk_level")->size());
         },
         {"SELECT json_extract(data, '$.risk_level'), count(*) FROM cases WHERE " + sqlite_open +
          " GROUP BY 1"},
         {"SELECT data->>'risk_level', count(*) FROM cases WHERE " + postgres_open +
          " GROUP BY 1"}},
    };
}

std::vector<Question> search_questions() {
    const auto keys = key_list();
    return {
        {"search: a name",
         [](const Index& index) { return search(index, Search::Mode::name, searched_name); },
         {"SELECT id, (SELECT count(DISTINCT value) FROM json_each(data, '$.name_keys') WHERE "
          "value IN (" +
              keys + ")) AS hits FROM cases WHERE hits > 0 ORDER BY hits DESC LIMIT 20",
          "SELECT count(*) FROM cases WHERE EXISTS (SELECT 1 FROM json_each(data, '$.name_keys') "
          "WHERE value IN (" +
              keys + "))"},
         {"SELECT id FROM cases WHERE data->'name_keys' ?| array[" + keys +
              "] ORDER BY (SELECT count(DISTINCT k) FROM jsonb_array_elements_text("
              "data->'name_keys') k WHERE k = ANY (array[" +
              keys + "])) DESC LIMIT 20",
          "SELECT count(*) FROM cases WHERE data->'name_keys' ?| array[" + keys + "]"}},
        {"search: part of an identifier",
         [](const Index& index) { return search(index, Search::Mode::identifier, "4f7a1"); },
         {"SELECT count(*) FROM cases WHERE json_extract(data, '$.case_id') LIKE '%4f7a1%' OR "
          "json_extract(data, '$.case_id_display') LIKE '%4f7a1%' OR "
          "json_extract(data, '$.national_id_no') LIKE '%4f7a1%'"},
         {"SELECT count(*) FROM cases WHERE data->>'case_id' ILIKE '%4f7a1%' OR "
          "data->>'case_id_display' ILIKE '%4f7a1%' OR data->>'national_id_no' ILIKE '%4f7a1%'"}},
        {"search: part that many have",
         [](const Index& index) { return search(index, Search::Mode::identifier, "sl-0"); },
         {"SELECT count(*) FROM cases WHERE json_extract(data, '$.case_id_display') LIKE '%sl-0%'"},
         {"SELECT count(*) FROM cases WHERE data->>'case_id_display' ILIKE '%sl-0%'"}},
    };
}

std::vector<Question> questions(std::uint64_t size) {
    auto all = list_questions(size);
    for (auto& question : count_questions()) all.push_back(std::move(question));
    for (auto& question : search_questions()) all.push_back(std::move(question));
    return all;
}

/// What somebody filters a wide list by.
std::vector<std::pair<std::string, Filter>> list_filters() {
    std::vector<std::pair<std::string, Filter>> filters;
    const auto add = [&](const char* name, Filter filter) {
        filters.emplace_back(name, std::move(filter));
    };
    add("all", {All{}});
    add("open", open_filter());
    add("closed", any_of("status", {"closed"}));
    add("three fields", three_fields());
    add("five fields", detailed_filter());
    add("a fortnight", fortnight_filter());
    add("a year", all_of(any_of("status", {"open"}),
                         Filter{DateRange{"registration_date", read_date("2019-01-01"),
                                          read_date("2019-12-31")}}));
    add("a district", Filter{UnderLocation{"location_current", "SL03"}});
    add("ages", all_of(open_filter(), Filter{NumberRange{"age", 5, 11}}));
    add("flagged", any_of("flagged", {"true"}));
    add("not high or medium",
        all_of(open_filter(),
               Filter{Not{std::make_unique<Filter>(any_of("risk_level", {"high", "medium"}))}}));
    add("overdue services",
        all_of(open_filter(), Filter{DateRange{"service_due_dates", 0, read_date("2020-01-01")}}));
    add("an agency's", any_of("owned_by_agency_id", {"agency_7"}));
    add("a worker's", any_of("owned_by", {"worker_7"}));
    return filters;
}

/// Pages of lists of somebody who sees all cases: every filter in every order, from the first page
/// to one far down.
void time_lists(const Index& index, std::uint64_t size) {
    std::vector<std::pair<double, std::string>> times;
    for (const auto& [name, filter] : list_filters()) {
        for (const auto* column :
             {"created_at", "last_updated_at", "registration_date", "date_closure", "name", "age",
              "sex", "status", "risk_level", "location_current", "owned_by", "case_id_display"}) {
            for (const auto offset : {std::uint64_t{0}, std::uint64_t{200}, size / 50}) {
                const auto time =
                    own_time_of([&] { list(index, copy_of(filter), column, offset); });
                times.emplace_back(time * 1e3,
                                   name + " by " + column + " from " + std::to_string(offset));
            }
        }
    }
    std::ranges::sort(times);
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))].first;
    };
    std::printf("  %zu lists of all cases: p50 %.3f ms, p95 %.3f ms; the slowest:\n", times.size(),
                at(0.5), at(0.95));
    for (std::size_t place = 1; place <= 5; ++place) {
        const auto& [milliseconds, name] = times[times.size() - place];
        std::printf("    %-52s %8.3f ms\n", name.c_str(), milliseconds);
    }
}

std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// Loads cases from two threads, as a start from the database does. The processor seconds spent
/// in the index; the making of the cases does not count.
double load(Index& index, std::uint64_t size) {
    constexpr std::uint64_t block = 4096;
    std::atomic<std::uint64_t> next = 0;
    std::atomic<double> busy = 0;
    const auto work = [&] {
        for (auto from = next.fetch_add(block); from < size; from = next.fetch_add(block)) {
            std::vector<SyntheticCase> cases;
            std::vector<Entry> entries;
            for (auto at = from; at < std::min(size, from + block); ++at) {
                cases.push_back(synthetic_case(at));
            }
            for (const auto& made : cases) entries.push_back({made.id, "case", &made.data});
            const auto start = thread_seconds();
            index.load(entries);
            busy += thread_seconds() - start;
        }
    };
    std::thread other(work);
    work();
    other.join();
    const auto start = thread_seconds();
    index.finish_load();
    return busy + thread_seconds() - start;
}

double apply_microseconds(Index& index, std::uint64_t size) {
    constexpr std::uint64_t changes = 2000;
    std::vector<SyntheticCase> cases;
    for (std::uint64_t number = 0; number < changes; ++number) {
        // Half are new, half replace a case by another's content.
        cases.push_back(synthetic_case(size + number));
        if (number % 2 == 0) cases.back().id = synthetic_case(number * (size / changes)).id;
    }
    const auto start = thread_seconds();
    for (const auto& made : cases) index.apply({{made.id, "case", &made.data}});
    return (thread_seconds() - start) / changes * 1e6;
}

void print_costs(Index& index, std::uint64_t size, double load_seconds, std::size_t resident) {
    const auto per_case = [&](std::size_t bytes) {
        return static_cast<double>(bytes) / static_cast<double>(size);
    };
    std::printf("  load %.2f processor seconds (%.1f us a case); ", load_seconds,
                load_seconds / static_cast<double>(size) * 1e6);
    std::printf("memory %.0f bytes a case by its own account, %.0f of resident growth; ",
                per_case(index.memory_bytes("case")), per_case(resident));
    std::printf("one change %.1f us\n\n", apply_microseconds(index, size));
}

void compare(std::uint64_t size, const std::vector<std::unique_ptr<Rival>>& rivals) {
    std::printf("%llu cases (%zu bytes of JSON each)\n", static_cast<unsigned long long>(size),
                json::write(synthetic_case(1).data).size());
    const auto before = resident_bytes();
    std::vector<Schema> schemas;
    schemas.push_back(synthetic_schema());
    Index index(std::move(schemas), synthetic_ancestors);
    const auto load_seconds = load(index, size);
    const auto resident = resident_bytes() - before;
    for (const auto& rival : rivals) rival->load(size);
    std::printf("  %-32s %12s", "question (matches)", "index");
    for (const auto& rival : rivals) std::printf(" %12s/index", rival->name().c_str());
    std::printf("\n");
    for (const auto& question : questions(size)) {
        std::int64_t answer = 0;
        const auto own = own_time_of([&] { answer = question.ask(index); });
        const auto label = std::string(question.name) + " (" + std::to_string(answer) + ")";
        std::printf("  %-42s %8.3f ms", label.c_str(), own * 1e3);
        for (const auto& rival : rivals) {
            const auto& sql = rival->name() == "SQLite" ? question.sqlite : question.postgres;
            std::int64_t other = 0;
            const auto theirs = time_of([&] { other = rival->ask(sql); });
            std::printf(" %12.0fx%s", theirs / own, other == answer ? "" : " (!)");
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    time_lists(index, size);
    print_costs(index, size, load_seconds, resident);
}

Options read_options(int count, char** arguments) {
    Options options;
    for (int at = 1; at < count; ++at) {
        const std::string argument = arguments[at];
        if (argument.starts_with("--sizes=")) {
            options.sizes.clear();
            for (const auto size : text::split(std::string_view(argument).substr(8), ',')) {
                options.sizes.push_back(std::strtoull(std::string(size).c_str(), nullptr, 10));
            }
        } else if (argument.starts_with("--directory=")) {
            options.directory = argument.substr(12);
        } else if (argument.starts_with("--rivals=")) {
            options.with_sqlite = argument.find("sqlite") != std::string::npos;
            options.with_postgres = argument.find("postgres") != std::string::npos;
        } else {
            std::puts(
                "bench_index_questions [--sizes=10000,100000,1000000]"
                " [--rivals=sqlite,postgres] [--directory=DIR]\n"
                "(!) marks an answer that differs from the index's.");
            std::exit(argument == "--help" ? 0 : 2);
        }
    }
    return options;
}

int run(const Options& options) {
    std::filesystem::create_directories(options.directory);
    std::vector<std::unique_ptr<Rival>> rivals;
    if (options.with_sqlite) rivals.push_back(sqlite_rival(options.directory));
    if (options.with_postgres) rivals.push_back(postgres_rival(options.directory));
    for (const auto size : options.sizes) compare(size, rivals);
    return 0;
}

}  // namespace
}  // namespace amparo::bench

int main(int count, char** arguments) {
    return amparo::bench::run(amparo::bench::read_options(count, arguments));
}
