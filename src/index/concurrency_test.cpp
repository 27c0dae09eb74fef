#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>

#include "index/brute_force_test_support.hpp"
#include "index/index.hpp"
#include "index/reading.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t record_count = 400;

std::vector<Schema> schemas() {
    std::vector<Schema> all;
    all.push_back(test_schema());
    all.back().standing_from = 0;
    return all;
}

/// Records that change all the time while their number and the presence of a status do not.
class Crowd {
  public:
    Crowd() : index(schemas(), test_ancestors) {
        Generator make(7);
        for (std::size_t number = 0; number < record_count; ++number) ids.push_back(make.id());
    }

    void write(std::size_t number, Generator& make) {
        auto record = make.record();
        record.document["status"] = make.one_in(2) ? "open" : "closed";
        index.apply({{ids[number], "case", &record.document}});
    }

    std::vector<RecordId> ids;
    Index index;
};

/// Asks every kind of question; what holds in every moment must hold in every answer.
void question(const Crowd& crowd, Generator& make) {
    const auto page = crowd.index.find("case", {.filter = {Present{"status"}},
                                                .search = {},
                                                .sort = make.sort(),
                                                .offset = make.below(record_count),
                                                .count = 50});
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, record_count);
    EXPECT_EQ(std::set(page->ids.begin(), page->ids.end()).size(), page->ids.size());
    std::size_t sum = 0;
    const auto counts = crowd.index.count_by("case", {All{}}, "status");
    ASSERT_TRUE(counts.has_value());
    for (const auto& [status, count] : *counts) sum += count;
    EXPECT_EQ(sum, record_count);
    EXPECT_LE(*crowd.index.count("case", make.filter()), record_count);
    const auto names = crowd.index.find("case", {.filter = {All{}},
                                                 .search = Search{Search::Mode::name, make.name()},
                                                 .sort = {"name", false},
                                                 .count = 10});
    EXPECT_LE(names->ids.size(), 10U);
    EXPECT_GT(crowd.index.memory_bytes("case"), 0U);
}

/// The same questions again and again, whose answers all readers keep current together.
void standing_question(const Crowd& crowd) {
    static const auto part =
        std::make_shared<const Reading::Part>("has status", Filter{Present{"status"}});
    auto reading = *crowd.index.read("case");
    std::size_t by_status = 0;
    std::size_t crossed = 0;
    const auto groups = reading.count_by({part}, {"status"});
    const auto cells = reading.cross_count({part}, {"status"}, {"status"});
    EXPECT_EQ(reading.count({part}).value(), record_count);
    for (const auto& group : *groups) by_status += group.count;
    for (const auto& cell : *cells) crossed += cell.count;
    EXPECT_EQ(by_status, record_count);
    EXPECT_EQ(crossed, record_count);
}

TEST(IndexConcurrency, ReadersSeeWholeChangesOnly) {
    Crowd crowd;
    Generator first(1);
    for (std::size_t number = 0; number < record_count; ++number) crowd.write(number, first);
    std::atomic<bool> is_over = false;
    std::vector<std::thread> threads;
    for (std::uint64_t seed = 10; seed < 13; ++seed) {
        threads.emplace_back([&, seed] {
            Generator make(seed);
            while (!is_over && !testing::Test::HasFailure()) {
                question(crowd, make);
                standing_question(crowd);
            }
        });
    }
    Generator make(99);
    for (int change = 0; change < 800; ++change) crowd.write(make.below(record_count), make);
    is_over = true;
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(crowd.index.size("case"), record_count);
}

TEST(IndexConcurrency, LoadsFromSeveralThreads) {
    Crowd crowd;
    std::vector<std::thread> threads;
    for (std::size_t part = 0; part < 4; ++part) {
        threads.emplace_back([&, part] {
            Generator make(part);
            std::vector<TruthRecord> records;
            std::vector<Entry> entries;
            for (auto number = part; number < record_count; number += 4) {
                records.push_back(make.record());
            }
            for (std::size_t at = 0; at < records.size(); ++at) {
                entries.push_back({crowd.ids[part + 4 * at], "case", &records[at].document});
            }
            crowd.index.load(entries);
        });
    }
    for (auto& thread : threads) thread.join();
    crowd.index.finish_load();
    const auto page = crowd.index.find(
        "case",
        {.filter = {All{}}, .search = {}, .sort = {"created_at", true}, .count = record_count});
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->ids.size(), record_count);
}

}  // namespace
}  // namespace amparo::index
