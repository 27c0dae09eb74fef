#include <gmock/gmock.h>

#include <cstdlib>
#include <functional>
#include <set>

#include "index/brute_force_test_support.hpp"
#include "index/index.hpp"

namespace amparo::index {
namespace {

constexpr std::uint64_t seed_default = 20'240'531;

std::uint64_t base_seed() {
    const auto* text = std::getenv("AMPARO_TEST_SEED");
    return text == nullptr ? seed_default : std::strtoull(text, nullptr, 10);
}

std::vector<Schema> schemas() {
    std::vector<Schema> all;
    all.push_back(test_schema());
    return all;
}

/// An index and the truth about it, changed together.
class Twin {
  public:
    explicit Twin(std::uint64_t seed)
        : make(seed), truth(test_schema()), index(schemas(), test_ancestors) {}

    void change() {
        switch (make.below(6)) {
            case 0:
                remove_some();
                break;
            case 1:
                write_some(1 + make.below(300), Way::load);
                break;
            case 2:
                write_some(1 + make.below(300), Way::apply);
                break;
            default:
                write_some(1 + make.below(20), Way::apply);
                break;
        }
    }

    enum class Way { load, apply };
    void write_some(std::size_t count, Way way) {
        std::vector<RecordId> ids;
        std::set<RecordId> chosen;
        while (chosen.size() < count) chosen.insert(make.one_in(3) ? known_id() : make.id());
        std::vector<Entry> entries;
        for (const auto& id : chosen) {
            truth.put(id, make.record());
            entries.push_back({id, "case", &truth.records().at(id).document});
        }
        if (way == Way::apply) {
            index.apply(entries);
            return;
        }
        index.load(entries);
        index.finish_load();
    }

    void remove_some() {
        for (auto left = make.below(30); left > 0 && !truth.records().empty(); --left) {
            const auto id = known_id();
            truth.remove(id);
            index.remove("case", id);
        }
    }

    RecordId known_id() {
        const auto& records = truth.records();
        if (records.empty()) return make.id();
        auto at = records.lower_bound(make.id());
        return at == records.end() ? records.begin()->first : at->first;
    }

    Generator make;
    BruteForce truth;
    Index index;
};

/// Keys that turn the values of keywords around; some values have none.
ValueKeys upside_down() {
    ValueKeys keys{{"open", "a"}, {"closed", "b"}};
    for (int n = 0; n < 200; ++n)
        keys.emplace("worker_" + std::to_string(n), std::to_string(999 - n));
    for (int n = 0; n < 6; ++n) keys.emplace("tag " + std::to_string(n), std::to_string(9 - n));
    return keys;
}

void expect_same_list(Twin& twin, Filter filter) {
    const auto sort = twin.make.sort();
    const auto expected = twin.truth.sorted(filter, sort);
    const auto offset = twin.make.below(expected.size() + 3);
    const auto count = twin.make.below(40);
    const Query query{
        .filter = std::move(filter), .search = {}, .sort = sort, .offset = offset, .count = count};
    const auto page = twin.index.find("case", query);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, expected.size());
    const auto from = std::min(offset, expected.size());
    const auto to = std::min(from + count, expected.size());
    const std::vector<RecordId> window(expected.begin() + static_cast<std::ptrdiff_t>(from),
                                       expected.begin() + static_cast<std::ptrdiff_t>(to));
    EXPECT_EQ(page->ids, window) << sort.column << (sort.descending ? " desc " : " asc ") << offset;
}

/// A way of reading a list.
struct Reading {
    Filter filter;
    Sort sort;
    bool has_last;

    Query query() const {
        Query query{.filter = copy_of(filter), .search = {}, .sort = sort};
        if (has_last) query.last = Last{{AnyOf{"tags", {"tag 1", "tag 2"}}}, {"created_at"}};
        return query;
    }
};

Reading some_reading(Twin& twin, Filter filter) {
    Reading reading{std::move(filter), twin.make.sort(), twin.make.one_in(2)};
    if (twin.make.one_in(2)) reading.sort.keys = std::make_shared<const ValueKeys>(upside_down());
    return reading;
}

/// What one page holds that has room for all.
std::vector<RecordId> in_one(const Twin& twin, const Reading& reading) {
    auto query = reading.query();
    query.count = 100'000;
    const auto found = twin.index.find("case", query);
    return found ? found->ids : std::vector<RecordId>();
}

/// Pages that begin where others ended, with changes between them.
std::vector<RecordId> read_on(Twin& twin, const Reading& reading,
                              const std::function<void()>& change) {
    auto query = reading.query();
    query.count = 1 + twin.make.below(60);
    std::vector<RecordId> all;
    for (;;) {
        const auto found = twin.index.find("case", query);
        if (!found) return {};
        all.insert(all.end(), found->ids.begin(), found->ids.end());
        if (!found->end) return all;
        EXPECT_EQ(found->end->id, found->ids.back());
        query.after = found->end;
        change();
    }
}

void expect_same_pages(Twin& twin) {
    const auto reading = some_reading(twin, twin.make.filter());
    const auto expected = in_one(twin, reading);
    EXPECT_EQ(expected.size(), twin.truth.matching(reading.filter).size());
    EXPECT_EQ(read_on(twin, reading, [] {}), expected)
        << reading.sort.column << (reading.sort.descending ? " desc" : " asc");
}

/// Records that stay as they are come once, in their order, whatever happens to others.
void expect_steady_pages(Twin& twin) {
    const auto reading = some_reading(twin, {All{}});
    auto before = in_one(twin, reading);
    std::set<RecordId> touched;
    auto seen = read_on(twin, reading, [&] {
        for (int n = 0; n < 3; ++n) {
            const auto id = twin.known_id();
            touched.insert(id);
            if (twin.make.one_in(2)) {
                twin.truth.remove(id);
                twin.index.remove("case", id);
                continue;
            }
            twin.truth.put(id, twin.make.record());
            twin.index.apply({{id, "case", &twin.truth.records().at(id).document}});
        }
    });
    const auto is_touched = [&](const RecordId& id) { return touched.contains(id); };
    std::erase_if(before, is_touched);
    std::erase_if(seen, is_touched);
    EXPECT_EQ(seen, before) << reading.sort.column;
}

void expect_same_counts(Twin& twin, const Filter& filter) {
    const auto count = twin.index.count("case", filter);
    ASSERT_TRUE(count.has_value());
    EXPECT_EQ(*count, twin.truth.matching(filter).size());
    static constexpr const char* columns[] = {"status", "tags", "place", "worker"};
    const std::string column = columns[twin.make.below(std::size(columns))];
    const auto counts = twin.index.count_by("case", filter, column);
    ASSERT_TRUE(counts.has_value());
    EXPECT_EQ(*counts, twin.truth.count_by(filter, column)) << column;
}

void expect_same_cross_count(Twin& twin, const Filter& filter) {
    std::map<std::pair<std::string, std::string>, std::size_t> expected;
    for (const auto& id : twin.truth.matching(filter)) {
        const auto& texts = twin.truth.records().at(id).texts;
        if (!texts.contains("tags") || !texts.contains("worker")) continue;
        const auto& tags = texts.at("tags");
        for (const auto& tag : std::set(tags.begin(), tags.end())) {
            ++expected[{tag, texts.at("worker").front()}];
        }
    }
    const auto counts = twin.index.cross_count("case", filter, "tags", "worker");
    ASSERT_TRUE(counts.has_value());
    EXPECT_EQ(*counts, expected);
}

/// What searches find does not depend on how the index came to be.
void expect_same_searches(Twin& twin, const Filter& filter) {
    Index rebuilt(schemas(), test_ancestors);
    std::vector<Entry> entries;
    for (const auto& [id, record] : twin.truth.records())
        entries.push_back({id, "case", &record.document});
    rebuilt.load(entries);
    rebuilt.finish_load();
    for (const auto mode : {Search::Mode::name, Search::Mode::identifier, Search::Mode::phone}) {
        const auto text = twin.make.searched(mode);
        Query query{.filter = copy_of(filter),
                    .search = Search{mode, text},
                    .sort = {"name", false},
                    .offset = 0,
                    .count = 1000};
        const auto all = twin.index.find("case", query);
        const auto same = rebuilt.find("case", query);
        ASSERT_TRUE(all.has_value() && same.has_value());
        EXPECT_EQ(all->ids, same->ids) << text;
        EXPECT_EQ(all->matches, same->matches) << text;
        EXPECT_EQ(all->total, all->ids.size()) << text;
        for (const auto& id : all->ids)
            EXPECT_TRUE(twin.truth.matches(id, twin.truth.records().at(id), filter)) << text;
        query.offset = twin.make.below(all->ids.size() + 1);
        query.count = 1 + twin.make.below(9);
        const auto part = twin.index.find("case", query);
        ASSERT_TRUE(part.has_value());
        const auto end = std::min(query.offset + query.count, all->ids.size());
        const std::vector<RecordId> window(
            all->ids.begin() + static_cast<std::ptrdiff_t>(query.offset),
            all->ids.begin() + static_cast<std::ptrdiff_t>(end));
        EXPECT_EQ(part->ids, window) << text;
    }
}

/// Whoever has exactly this name is found, before all who do not.
void expect_namesakes_first(Twin& twin) {
    const auto text = twin.make.name();
    std::set<RecordId> namesakes;
    for (const auto& [id, record] : twin.truth.records()) {
        const auto names = record.texts.find("name");
        if (names != record.texts.end() && names->second.front() == text) namesakes.insert(id);
    }
    const auto found = twin.index.find("case", {.filter = {All{}},
                                                .search = Search{Search::Mode::name, text},
                                                .sort = {"name", false},
                                                .count = namesakes.size()});
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->ids.size(), namesakes.size()) << text;
    for (const auto match : found->matches) EXPECT_EQ(match, Match::equal) << text;
}

TEST(IndexProperty, AnswersAsLookingAtEveryRecordDoes) {
    for (std::uint64_t round = 0; round < 12; ++round) {
        const auto seed = base_seed() + round;
        SCOPED_TRACE("AMPARO_TEST_SEED=" + std::to_string(seed));
        Twin twin(seed);
        for (int step = 0; step < 12; ++step) {
            twin.change();
            for (int question = 0; question < 8; ++question) {
                expect_same_list(twin, twin.make.filter());
                expect_same_pages(twin);
                expect_same_counts(twin, twin.make.filter());
            }
            expect_steady_pages(twin);
            expect_same_cross_count(twin, twin.make.filter(1));
            expect_same_searches(twin, twin.make.filter(1));
            expect_namesakes_first(twin);
            EXPECT_EQ(twin.index.size("case"), twin.truth.records().size());
            if (HasFailure()) return;
        }
    }
}

TEST(IndexProperty, StaysRightBeyondOneBlockOfEveryStructure) {
    const auto seed = base_seed();
    SCOPED_TRACE("AMPARO_TEST_SEED=" + std::to_string(seed));
    Twin twin(seed);
    twin.write_some(6000, Twin::Way::load);
    twin.write_some(2500, Twin::Way::apply);
    for (int step = 0; step < 20; ++step) twin.remove_some();
    for (int question = 0; question < 12; ++question) {
        expect_same_list(twin, twin.make.filter());
        expect_same_pages(twin);
        expect_same_counts(twin, twin.make.filter());
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace amparo::index
