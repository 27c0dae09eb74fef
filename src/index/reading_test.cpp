#include "index/reading.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "index/brute_force_test_support.hpp"

namespace amparo::index {
namespace {

/// An index of random records beside the oracle that knows them.
class Readings : public ::testing::TestWithParam<std::uint64_t> {
  protected:
    void SetUp() override {
        std::vector<std::pair<RecordId, json::Object>> documents;
        for (int n = 0; n < 400; ++n) {
            const auto id = make.id();
            auto record = make.record();
            documents.emplace_back(id, record.document);
            truth.put(id, std::move(record));
        }
        std::vector<Entry> entries;
        for (const auto& [id, document] : documents) entries.push_back({id, "case", &document});
        index.load(entries);
        index.finish_load();
    }

    Generator make{GetParam()};
    BruteForce truth{test_schema()};
    Index index{{test_schema()}, test_ancestors};
};

using Key = std::pair<std::string, std::string>;
using Counts = std::map<std::string, std::size_t>;
using CrossCounts = std::map<Key, std::size_t>;

/// The groups, each of which must come once.
Counts counts_of(const Result<Reading::Groups>& groups) {
    Counts counts;
    for (const auto& group : *groups) counts.emplace(group.name, group.count);
    EXPECT_EQ(counts.size(), groups->size());
    return counts;
}

CrossCounts counts_of(const Result<Reading::Cells>& cells) {
    CrossCounts counts;
    for (std::size_t at = 1; at < cells->size(); ++at) {
        const auto& before = cells->at(at - 1);
        if (before.row != cells->at(at).row) continue;
        EXPECT_LT(before.column, cells->at(at).column);
    }
    for (const auto& cell : *cells)
        counts[{std::string(cell.row), std::string(cell.column)}] = cell.count;
    EXPECT_EQ(counts.size(), cells->size());
    return counts;
}

/// The place above a code at the level; "" when there is none.
std::string place_at(const std::string& code, int level) {
    for (const auto& place : test_ancestors(code)) {
        if (place.admin_level == level) return place.code;
    }
    return "";
}

/// The groups of a record by the place at a level, and by tag.
std::set<std::string> places(const TruthRecord& record, int level) {
    std::set<std::string> found;
    const auto texts = record.texts.find("place");
    if (texts == record.texts.end()) return found;
    for (const auto& code : texts->second) {
        if (const auto place = place_at(code, level); !place.empty()) found.insert(place);
    }
    return found;
}

std::set<std::string> tags(const TruthRecord& record) {
    const auto texts = record.texts.find("tags");
    if (texts == record.texts.end()) return {};
    return {texts->second.begin(), texts->second.end()};
}

TEST_P(Readings, CountWhatTheOracleCountsHoweverOftenAsked) {
    // The same questions from two sources, because filters cannot be copied.
    Generator questions(GetParam() + 1000);
    Generator again(GetParam() + 1000);
    auto reading = *index.read("case");
    Reading::Parts parts;
    Filters so_far;
    for (int n = 0; n < 12; ++n) {
        parts.push_back(
            std::make_shared<const Reading::Part>(std::to_string(n), questions.filter()));
        so_far.push_back(again.filter());
        Filter all = Filter{And{std::move(so_far)}};
        const auto matching = truth.matching(all);
        EXPECT_EQ(reading.count(parts).value(), matching.size());
        std::map<std::string, std::size_t> by_place;
        std::map<Key, std::size_t> crossed;
        for (const auto& id : matching) {
            for (const auto& place : places(truth.records().at(id), 1)) {
                ++by_place[place];
                for (const auto& tag : tags(truth.records().at(id))) ++crossed[{place, tag}];
            }
        }
        EXPECT_EQ(counts_of(reading.count_by(parts, {"worker"})), truth.count_by(all, "worker"));
        EXPECT_EQ(counts_of(reading.count_by(parts, {"tags"})), truth.count_by(all, "tags"));
        EXPECT_EQ(counts_of(reading.count_by(parts, {"place", 1})), by_place);
        EXPECT_EQ(counts_of(reading.cross_count(parts, {"place", 1}, {"tags"})), crossed);
        EXPECT_EQ(reading.count(parts).value(), matching.size());
        so_far = std::move(std::get<And>(all.node).parts);
        if (n % 4 != 3) continue;
        parts.clear();
        so_far.clear();
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Readings, ::testing::Range<std::uint64_t>(1, 9));

/// Questions that are asked again and again while records come, change and go.
class StandingReadings : public ::testing::TestWithParam<std::uint64_t> {
  protected:
    static Schema schema_that_keeps_all() {
        auto schema = test_schema();
        schema.standing_from = 0;
        return schema;
    }
    struct Question {
        Reading::Parts parts;
        Filter whole;
    };
    // From two sources alike, because filters cannot be copied.
    static std::vector<Question> make_questions(std::uint64_t seed) {
        Generator one(seed);
        Generator other(seed);
        std::vector<Question> questions;
        for (int n = 0; n < 8; ++n) {
            auto& question = questions.emplace_back();
            Filters whole;
            for (int part = 0; part <= n % 3; ++part) {
                const auto key = std::to_string(n) + "." + std::to_string(part);
                question.parts.push_back(std::make_shared<const Reading::Part>(key, one.filter(2)));
                whole.push_back(other.filter(2));
            }
            question.whole = Filter{And{std::move(whole)}};
        }
        return questions;
    }

    void put(std::size_t records) {
        std::vector<TruthRecord> made;
        std::vector<Entry> entries;
        for (std::size_t n = 0; n < records; ++n) made.push_back(make.record());
        for (auto& record : made) {
            const bool is_new = ids.empty() || make.one_in(3);
            const auto id = is_new ? make.id() : ids[make.below(ids.size())];
            if (is_new) ids.push_back(id);
            entries.push_back({id, "case", &record.document});
            truth.put(id, record);
        }
        index.apply(entries);
    }
    void remove_some() {
        for (auto left = make.below(3); left > 0 && !ids.empty(); --left) {
            const auto at = make.below(ids.size());
            index.remove("case", ids[at]);
            truth.remove(ids[at]);
            ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    void check(const Question& question) {
        auto reading = *index.read("case");
        const auto matching = truth.matching(question.whole);
        std::map<std::string, std::size_t> by_place;
        std::map<Key, std::size_t> crossed;
        for (const auto& id : matching) {
            for (const auto& place : places(truth.records().at(id), 1)) {
                ++by_place[place];
                for (const auto& tag : tags(truth.records().at(id))) ++crossed[{place, tag}];
            }
        }
        const auto& parts = question.parts;
        EXPECT_EQ(reading.count(parts).value(), matching.size());
        EXPECT_EQ(counts_of(reading.count_by(parts, {"tags"})),
                  truth.count_by(question.whole, "tags"));
        EXPECT_EQ(counts_of(reading.count_by(parts, {"place", 1})), by_place);
        EXPECT_EQ(counts_of(reading.cross_count(parts, {"place", 1}, {"tags"})), crossed);
    }

    Generator make{GetParam()};
    std::vector<RecordId> ids;
    BruteForce truth{test_schema()};
    Index index{{schema_that_keeps_all()}, test_ancestors};
};

TEST_P(StandingReadings, StayWhatTheOracleCountsWhateverChanges) {
    index.finish_load();
    const auto questions = make_questions(GetParam() + 2000);
    for (int round = 0; round < 13; ++round) {
        // Now and then more than is remembered of changes.
        put(round == 9 ? 5000 : make.below(30));
        remove_some();
        for (const auto& question : questions) {
            if (!make.one_in(4)) check(question);
        }
        while (ids.size() > 300) {
            index.remove("case", ids.back());
            truth.remove(ids.back());
            ids.pop_back();
        }
    }
}

// As dashboards do with what is overdue: the question of the next minute selects almost the same.
TEST_P(StandingReadings, StayRightWhileTheirMomentMovesOn) {
    constexpr std::int64_t day = 86'400'000;
    index.finish_load();
    put(200);
    for (std::int64_t moment = 1000 * day; moment < 5000 * day; moment += 100 * day) {
        put(make.below(3));
        if (make.one_in(3)) remove_some();
        const auto range = [&] { return Filter{DateRange{"due", moment - 1500 * day, moment}}; };
        Question question;
        question.parts = {
            std::make_shared<const Reading::Part>("until " + std::to_string(moment), range())};
        question.whole = range();
        check(question);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StandingReadings, ::testing::Range<std::uint64_t>(1, 5));

/// Enough records that each way of counting is the cheapest for some question.
class ManyRecords : public ::testing::Test {
  protected:
    static constexpr std::size_t count = 30'000;
    void SetUp() override {
        std::vector<json::Object> documents(count);
        std::vector<Entry> entries;
        for (std::size_t n = 0; n < count; ++n) {
            auto& data = documents[n];
            data["status"] = n % 3 == 0 ? "closed" : "open";
            data["worker"] = "w" + std::to_string(n % 700);
            data["place"] = "p" + std::to_string(n % 2) + std::to_string(n % 4);
            data["tags"] = json::Array{"t" + std::to_string(n % 5), "t" + std::to_string(n % 7)};
            entries.push_back({make.id(), "case", &data});
        }
        index.load(entries);
        index.finish_load();
    }
    static Reading::Parts open() {
        return {std::make_shared<const Reading::Part>("open", Filter{AnyOf{"status", {"open"}}})};
    }
    Generator make{7};
    Index index{{test_schema()}, test_ancestors};
};

TEST_F(ManyRecords, CountEverySortOfPivotAlike) {
    std::map<std::string, std::size_t> workers;
    std::map<std::string, std::size_t> by_place;
    std::map<Key, std::size_t> crossed;
    std::map<Key, std::size_t> turned;
    for (std::size_t n = 0; n < count; ++n) {
        if (n % 3 == 0) continue;
        const auto worker = "w" + std::to_string(n % 700);
        const auto place = "p" + std::to_string(n % 2);
        ++workers[worker];
        ++by_place[place];
        for (const auto& tag : std::set{"t" + std::to_string(n % 5), "t" + std::to_string(n % 7)}) {
            ++crossed[{place, tag}];
            ++turned[{tag, worker}];
        }
    }
    auto reading = *index.read("case");
    for (int twice = 0; twice < 2; ++twice) {
        EXPECT_EQ(counts_of(reading.count_by(open(), {"worker"})), workers);
        EXPECT_EQ(counts_of(reading.count_by(open(), {"place", 0})), by_place);
        EXPECT_EQ(counts_of(reading.cross_count(open(), {"place", 0}, {"tags"})), crossed);
        EXPECT_EQ(counts_of(reading.cross_count(open(), {"tags"}, {"worker"})), turned);
    }
}

TEST_F(ManyRecords, RefuseWhatCannotBeAsked) {
    auto reading = *index.read("case");
    EXPECT_EQ(reading.count_by(open(), {"age"}).error().field, "age");
    EXPECT_EQ(reading.count_by(open(), {"worker", 1}).error().field, "worker");
    EXPECT_EQ(reading.count_by(open(), {"no_such"}).error().field, "no_such");
    const auto odd = std::make_shared<const Reading::Part>("odd", Filter{AnyOf{"no_such", {"x"}}});
    EXPECT_FALSE(reading.count({odd}).has_value());
    EXPECT_FALSE(index.read("nothing").has_value());
}

TEST(ReadingWhileLoading, IsBusyUntilTheLoadEnds) {
    Index index({test_schema()}, test_ancestors);
    Generator make(1);
    const auto record = make.record();
    index.load({{make.id(), "case", &record.document}});
    EXPECT_EQ(index.read("case").error().code, Errc::busy);
    index.finish_load();
    EXPECT_EQ(index.read("case")->count({}).value(), 1U);
}

}  // namespace
}  // namespace amparo::index
