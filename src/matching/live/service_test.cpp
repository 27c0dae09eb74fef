// Searching among stored records: who is found, and that it is always as stored (matching.md 8, 9).
#include "matching/live/service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <latch>
#include <random>
#include <set>
#include <thread>

#include "casework/hooks.hpp"
#include "matching/live/nearness.hpp"
#include "matching/live/show.hpp"
#include "records/edit.hpp"
#include "records/records_test_support.hpp"
#include "tests/support/temporary_folder.hpp"

namespace amparo::matching {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::filesystem::path configuration = std::filesystem::path(AMPARO_SOURCE_DIR) / "config";

json::Object child(const std::string& name, int age, const std::string& sex) {
    return {{"name_first", name}, {"age", age}, {"sex", sex}, {"consent_for_tracing", true}};
}

class LiveMatching : public ::testing::Test {
  protected:
    LiveMatching() {
        auto started =
            Service::start({.records = world_.records(), .directory = configuration / "matching"});
        EXPECT_TRUE(started.has_value());
        service_ = std::move(*started);
        service_->wait_until_ready();
    }
    RecordId make(const std::string& type, json::Object data) {
        records::WriteRequest request;
        request.record_type = type;
        data["module_id"] = "primeromodule-cp";
        request.data = std::move(data);
        auto made = world_.records().create(world_.as("admin"), std::move(request));
        EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message.key);
        return made ? made->id : RecordId{};
    }
    RecordId seek(const std::string& name, int age, const std::string& sex) {
        json::Object row{{"unique_id", next_trace()}, {"name", name}, {"age", age}, {"sex", sex}};
        return make("tracing_request",
                    {{"relation_name", "Mariam Osman"},
                     {"tracing_request_subform_section", json::Array{std::move(row)}}});
    }
    bool try_to_change(const std::string& type, const RecordId& id, json::Object data) {
        records::WriteRequest request;
        request.record_type = type;
        request.data = std::move(data);
        return world_.records().update(world_.as("admin"), id, std::move(request)).has_value();
    }
    /// As a decision links the only sought child of a request.
    void link(const RecordId& request, const RecordId& child_case) {
        const auto step = [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "tracing_request", .id = request}));
            auto& sought = draft->data()["tracing_request_subform_section"].as_array();
            sought.front().as_object()["matched_case_id"] = child_case.text();
            return {};
        };
        EXPECT_TRUE(world_.records().edit(world_.as("admin"), step).has_value());
    }
    void change(const std::string& type, const RecordId& id, json::Object data) {
        EXPECT_TRUE(try_to_change(type, id, std::move(data)));
    }
    void disable(const std::string& type, const RecordId& id) {
        EXPECT_TRUE(world_.records().disable(world_.as("admin"), type, id).has_value());
    }
    static std::string trace_number(int number) {
        const auto digits = std::to_string(number);
        return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
    }
    std::string next_trace() { return trace_number(++traces_); }
    std::string last_trace() const { return trace_number(traces_); }
    std::vector<std::string> traces_for(const RecordId& id) {
        std::vector<std::string> traces;
        const auto found = service_->find_traces(world_.stored(id), {});
        EXPECT_TRUE(found.has_value());
        for (const auto& pair : found->pairs) traces.push_back(pair.trace.trace);
        return traces;
    }
    Notice notice_for(const RecordId& id) {
        return service_->find_traces(world_.stored(id), {}).value().notice;
    }
    std::vector<RecordId> cases_for(const RecordId& request, const std::string& trace,
                                    const Ask& ask = {}) {
        std::vector<RecordId> ids;
        const auto found = service_->find_cases(world_.stored(request), trace, ask);
        EXPECT_TRUE(found.has_value());
        for (const auto& pair : found->pairs) ids.push_back(pair.case_id);
        return ids;
    }

    records::RecordsWorld world_{casework::hooks()};
    std::unique_ptr<Service> service_;
    int traces_ = 0;
};

TEST_F(LiveMatching, PlacesOfTheDeploymentAreNearWhereTheyLieInOneProvince) {
    const auto level_of = [&](const char* own, const char* sought) {
        auto data = child("Mohamed Salah Idris", 9, "male");
        data["location_separation"] = own;
        const auto id = make("case", std::move(data));
        json::Object row{{"unique_id", next_trace()},
                         {"name", "Mohamed Salah Idris"},
                         {"age", 9},
                         {"location_separation", sought}};
        const auto request = make(
            "tracing_request", {{"tracing_request_subform_section", json::Array{std::move(row)}}});
        const auto pair =
            service_->compare(world_.stored(id), world_.stored(request), last_trace()).value();
        const auto line =
            std::ranges::find(pair.likeness.evidence, "place", &EvidenceLine::comparator);
        return line == pair.likeness.evidence.end() ? "" : line->level;
    };
    EXPECT_EQ(level_of("EX0101", "EX0101"), "leaf");
    EXPECT_EQ(level_of("EX0101", "EX0102"), "level1");
    EXPECT_EQ(level_of("EX0101", "EX02"), "level0");
}

TEST_F(LiveMatching, ItSaysUntilWhenItKnowsEverythingOnlyWhenItIsFarBehind) {
    const auto is_told_of = [&](std::optional<Instant> moment) {
        for (int n = 0; n < 500 && service_->as_of() != moment; ++n)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return service_->as_of() == moment;
    };
    std::latch is_told(1);
    std::latch may_go_on(1);
    world_.database().follow_records([&](const auto&) {
        is_told.count_down();
        may_go_on.wait();
    });
    std::thread writer([&] { make("case", child("Mohamed Salah Idris", 9, "male")); });
    is_told.wait();
    const auto known = world_.database().followed_at();
    EXPECT_TRUE(is_told_of(std::nullopt));
    world_.clock.advance(std::chrono::seconds(5));
    EXPECT_EQ(service_->as_of(), std::nullopt);
    world_.clock.advance(std::chrono::milliseconds(1));
    EXPECT_EQ(service_->as_of(), known);
    may_go_on.count_down();
    writer.join();
    EXPECT_TRUE(is_told_of(std::nullopt));
}

TEST_F(LiveMatching, AChildIsFoundFromBothSidesAcrossScripts) {
    const auto id = make("case", child("Mohamed Salah Idris", 9, "male"));
    make("case", child("Fatima Noor", 4, "female"));
    const auto request = seek("محمد صلاح إدريس", 9, "male");
    EXPECT_THAT(cases_for(request, last_trace()), Contains(id));
    EXPECT_THAT(traces_for(id), Contains(last_trace()));

    const auto from_trace = service_->find_cases(world_.stored(request), last_trace(), {}).value();
    const auto from_case = service_->find_traces(world_.stored(id), {}).value();
    EXPECT_NEAR(from_trace.pairs.front().likeness.match.score,
                from_case.pairs.front().likeness.match.score, 1e-6);
    const auto alone =
        service_->compare(world_.stored(id), world_.stored(request), last_trace()).value();
    EXPECT_NEAR(alone.likeness.match.score, from_case.pairs.front().likeness.match.score, 1e-6);
}

TEST_F(LiveMatching, WhatWasLeftOutOrCannotBeIsTold) {
    auto told = child("Mohamed Salah Idris", 9, "male");
    told["registration_date"] = "2024-01-10";
    told["date_of_separation"] = "2024-02-01";
    json::Array kin;
    for (int row = 0; row < 41; ++row)
        kin.emplace_back(json::Object{{"relation", "brother"}, {"relation_name", "Omar"}});
    told["family_details_section"] = std::move(kin);
    const auto odd = make("case", std::move(told));
    const auto plain = make("case", child("Mohamed Salah", 9, "male"));
    const auto request = world_.stored(seek("Mohamed Salah Idris", 9, "male"));
    const Messages messages;
    const auto actor = world_.as("admin");
    const Viewer viewer(world_.records(), actor, CounterpartVisibility::masked);
    PairShow show(viewer, *service_, messages);
    const auto shown = [&](const RecordId& id) {
        const auto child_case = world_.stored(id);
        const auto pair = service_->compare(child_case, request, last_trace()).value();
        return show.show(pair, child_case, request);
    };
    const auto doubted = shown(odd);
    EXPECT_EQ(doubted.at("truncated"), json::Value(true));
    EXPECT_EQ(doubted.at("check_dates"),
              json::Value(json::Array{
                  json::Object{{"side", "case"}, {"field_name", "date_of_separation"}}}));
    const auto believed = shown(plain);
    EXPECT_FALSE(believed.contains("truncated"));
    EXPECT_FALSE(believed.contains("check_dates"));
}

TEST_F(LiveMatching, DoubtsAreForThoseWhoMayReadTheSideAlone) {
    auto told = child("Mohamed Salah Idris", 9, "male");
    told["registration_date"] = "2024-01-10";
    told["date_of_separation"] = "2024-02-01";
    const auto child_case = world_.stored(make("case", std::move(told)));
    auto sought = world_.stored(seek("Mohamed Salah Idris", 9, "male"));
    sought.data["inquiry_date"] = "2024-01-10";
    sought.data["date_of_separation"] = "2024-03-01";
    auto again = sought.data.at("tracing_request_subform_section").as_array().front();
    again.get_object()["unique_id"] = "another";
    sought.data.at("tracing_request_subform_section").as_array().push_back(again);
    const Messages messages;
    const auto shown_to = [&](const char* user) {
        const auto actor = world_.as(user);
        const Viewer viewer(world_.records(), actor, CounterpartVisibility::masked);
        const auto pair = service_->compare(child_case, sought, last_trace()).value();
        return PairShow(viewer, *service_, messages).show(pair, child_case, sought);
    };
    const auto dates = [](std::initializer_list<const char*> sides) {
        json::Array list;
        for (const auto* side : sides)
            list.emplace_back(json::Object{{"side", side}, {"field_name", "date_of_separation"}});
        return json::Value(std::move(list));
    };
    const auto both = shown_to("admin");
    EXPECT_EQ(both.at("check_dates"), dates({"case", "trace"}));
    EXPECT_EQ(both.at("sought_twice"), json::Value(true));
    // Neither side is theirs: they are told of no date, and of nothing in the request.
    const auto neither = shown_to("worker_b");
    EXPECT_EQ(neither.at("masked"), json::Value(true));
    EXPECT_FALSE(neither.contains("check_dates"));
    EXPECT_FALSE(neither.contains("sought_twice"));
}

TEST_F(LiveMatching, AnAgeIsNearForThoseWhoMayReadTheDateOfBirthToo) {
    const auto child_case = world_.stored(make("case", child("Mohamed Salah Idris", 9, "male")));
    const auto request = world_.stored(seek("Mohamed Salah Idris", 10, "male"));
    const auto& row =
        request.data.at("tracing_request_subform_section").as_array().front().as_object();
    const auto actor = world_.as("admin");
    const Viewer viewer(world_.records(), actor, CounterpartVisibility::masked);
    const auto is_near = [&](access::FieldMask::Fields fields) {
        const auto mask = std::make_shared<access::FieldMask>(std::move(fields));
        const Seen seen_case{child_case, Sight::open, mask};
        const Seen seen_request{request, Sight::open, mask};
        const Both both{seen_case, seen_request, row};
        return are_near(viewer, both, {"age", child_case.data.at("age"), row.at("age")});
    };
    EXPECT_TRUE(is_near({"age", "date_of_birth"}));
    EXPECT_FALSE(is_near({"age"}));
    EXPECT_FALSE(is_near({"date_of_birth"}));
}

TEST_F(LiveMatching, WhatMayNotBeKnownMakesRoomForWhatMay) {
    std::set<RecordId> hidden;
    for (int at = 0; at < 6; ++at)
        hidden.insert(make("case", child("Amina Osman Noor", 9, "female")));
    const auto visible = make("case", child("Amina Osman Nur", 10, "female"));
    const auto request = seek("Amina Osman Noor", 9, "female");
    Ask ask{.limit = 2, .may_know = [&](const store::StoredRecord& other) {
                return !hidden.contains(other.id);
            }};
    EXPECT_THAT(cases_for(request, last_trace(), ask), ::testing::ElementsAre(visible))
        << "it comes after six better ones, and two were asked for";
    ask.may_know = {};
    EXPECT_THAT(cases_for(request, last_trace(), ask), SizeIs(2));
    const auto duplicates = service_->find_duplicates(
        {{"name", "Amina Osman Noor"}, {"age", 9}, {"sex", "female"}}, nullptr,
        {.limit = 1,
         .may_know = [&](const store::StoredRecord& other) { return other.id == visible; }});
    ASSERT_TRUE(duplicates.has_value());
    ASSERT_THAT(duplicates->pairs, SizeIs(1));
    EXPECT_EQ(duplicates->pairs.front().other, visible);
}

TEST_F(LiveMatching, TwoCasesCompareAlikeFromBothSides) {
    const auto one = make("case", child("Mohamed Salah Idris", 9, "male"));
    const auto other = make("case", child("محمد صلاح إدريس", 10, "male"));
    const auto there = service_->compare(world_.stored(one), world_.stored(other)).value();
    const auto back = service_->compare(world_.stored(other), world_.stored(one)).value();
    EXPECT_NEAR(there.likeness.match.score, back.likeness.match.score, 1e-6);
    const auto found = service_->find_duplicates(world_.stored(one).data, &one, {}).value();
    ASSERT_THAT(found.pairs, SizeIs(1));
    EXPECT_NEAR(found.pairs.front().likeness.match.score, there.likeness.match.score, 1e-6);
}

TEST_F(LiveMatching, TheBarsAddUpToTheTotal) {
    const auto id = make("case", child("Amina Sarr Diallo", 9, "female"));
    const auto request = seek("Aminata Sarr Diallo", 10, "female");
    const auto pair =
        service_->compare(world_.stored(id), world_.stored(request), last_trace()).value();
    auto total = pair.likeness.prior_bits;
    for (const auto& line : pair.likeness.evidence) total += line.weight_bits;
    EXPECT_FALSE(pair.likeness.evidence.empty());
    EXPECT_NEAR(total, pair.likeness.match.bits, 1e-3);
    EXPECT_THAT(pair.likeness.would_help, Not(IsEmpty()));
}

TEST_F(LiveMatching, AChangeIsSeenAtOnce) {
    const Ask probable{.min_score = 0.5};
    const auto id = make("case", child("Yusuf Abdi Hassan", 7, "male"));
    const auto request = seek("Ladan Guled Warsame", 7, "female");
    EXPECT_THAT(cases_for(request, last_trace(), probable), Not(Contains(id)));
    change("case", id, {{"name_first", "Ladan Guled Warsame"}, {"sex", "female"}});
    EXPECT_THAT(cases_for(request, last_trace(), probable), Contains(id));
    json::Object other{{"unique_id", last_trace()}, {"name", "Chuol Riek Lado"}};
    other["sex"] = "male";
    other["age"] = 15;
    change("tracing_request", request,
           {{"tracing_request_subform_section", json::Array{std::move(other)}}});
    EXPECT_THAT(cases_for(request, last_trace(), probable), Not(Contains(id)));
}

TEST_F(LiveMatching, WithoutConsentNobodyIsFoundOrLookedFor) {
    const auto id = make("case", child("Yusuf Abdi Hassan", 7, "male"));
    const auto request = seek("Yusuf Abdi Hassan", 7, "male");
    ASSERT_THAT(cases_for(request, last_trace()), Contains(id));
    change("case", id, {{"consent_for_tracing", false}});
    EXPECT_THAT(cases_for(request, last_trace()), IsEmpty());
    EXPECT_THAT(traces_for(id), IsEmpty());
    EXPECT_EQ(notice_for(id), Notice::no_tracing_consent);
    change("case", id, {{"consent_for_tracing", true}});
    EXPECT_THAT(cases_for(request, last_trace()), Contains(id));
    disable("case", id);
    EXPECT_THAT(cases_for(request, last_trace()), IsEmpty());
    EXPECT_EQ(notice_for(id), Notice::record_disabled);
}

TEST_F(LiveMatching, ClosedAndLinkedTracesAreNotProposed) {
    const auto id = make("case", child("Yusuf Abdi Hassan", 7, "male"));
    const auto other = make("case", child("Yusuf Abdi Hassan", 7, "male"));
    const auto request = seek("Yusuf Abdi Hassan", 7, "male");
    const auto trace = last_trace();
    const auto set = [&](json::Object row) {
        row["unique_id"] = trace;
        change("tracing_request", request,
               {{"tracing_request_subform_section", json::Array{std::move(row)}}});
    };
    ASSERT_THAT(traces_for(id), Contains(trace));
    set({{"tracing_request_status", "reunified"}});
    EXPECT_THAT(traces_for(id), IsEmpty());
    const auto found = service_->find_cases(world_.stored(request), trace, {}).value();
    EXPECT_EQ(found.notice, Notice::not_sought);
    set({{"tracing_request_status", "open"}});
    link(request, other);
    EXPECT_THAT(traces_for(id), IsEmpty());
    EXPECT_THAT(traces_for(other), Contains(trace)) << "its own match is still shown";
    disable("tracing_request", request);
    EXPECT_THAT(traces_for(other), IsEmpty());
}

TEST_F(LiveMatching, LimitThresholdAndRejectionsNarrowTheAnswer) {
    std::vector<RecordId> ids;
    for (int at = 0; at < 4; ++at)
        ids.push_back(make("case", child("Yusuf Abdi Hassan", 7, "male")));
    const auto request = seek("Yusuf Abdi Hassan", 7, "male");
    EXPECT_THAT(cases_for(request, last_trace()), SizeIs(4));
    EXPECT_THAT(cases_for(request, last_trace(), {.limit = 2}), SizeIs(2));
    EXPECT_THAT(cases_for(request, last_trace(), {.min_score = 1}), IsEmpty());
    const auto is_rejected = [&](const RecordId& id, std::string_view) { return id == ids[1]; };
    EXPECT_THAT(cases_for(request, last_trace(), {.is_rejected = is_rejected}),
                ::testing::UnorderedElementsAre(ids[0], ids[2], ids[3]));
}

TEST_F(LiveMatching, WhoIsNotNamedIsNotLookedFor) {
    make("case", child("Yusuf Abdi Hassan", 7, "male"));
    const auto request =
        make("tracing_request",
             {{"tracing_request_subform_section",
               json::Array{json::Object{{"unique_id", next_trace()}, {"sex", "male"}}}}});
    const auto found = service_->find_cases(world_.stored(request), last_trace(), {}).value();
    EXPECT_EQ(found.notice, Notice::not_enough_information);
    EXPECT_THAT(found.pairs, IsEmpty());
    const auto none = service_->find_cases(world_.stored(request), trace_number(999), {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, Errc::not_found);
}

TEST_F(LiveMatching, DuplicatesNeedNoConsentAndLeaveTheRecordItselfOut) {
    auto twin = child("Halima Osman Farah", 6, "female");
    twin["consent_for_tracing"] = false;
    const auto first = make("case", twin);
    const auto second = make("case", twin);
    const auto found = service_->find_duplicates(world_.stored(first).data, &first, {}).value();
    ASSERT_THAT(found.pairs, SizeIs(1));
    EXPECT_EQ(found.pairs.front().other, second);
    const auto typed = service_->find_duplicates(
        {{"name", "Halimo Osman Farah"}, {"sex", "female"}}, nullptr, {.limit = 5});
    EXPECT_THAT(typed->pairs, SizeIs(2));
    disable("case", second);
    EXPECT_THAT(service_->find_duplicates(world_.stored(first).data, &first, {})->pairs, IsEmpty());
}

TEST_F(LiveMatching, AnIndexBuiltAnewSaysTheSame) {
    std::vector<RecordId> ids;
    for (const auto* name : {"Yusuf Abdi", "Yusuf Abdi Hassan", "Abdi Hassan", "Yousef Abdy Hasan"})
        ids.push_back(make("case", child(name, 7, "male")));
    change("case", ids[1], {{"consent_for_tracing", false}});
    const auto request = seek("Yusuf Abdi Hassan", 7, "male");
    const auto before = cases_for(request, last_trace());
    service_->rebuild();
    EXPECT_EQ(cases_for(request, last_trace()), before);
    EXPECT_EQ(service_->sizes().cases, 3u);
    EXPECT_EQ(service_->sizes().traces, 1u);
    EXPECT_EQ(service_->sizes().duplicates, 4u);
    change("case", ids[1], {{"consent_for_tracing", true}});
    EXPECT_THAT(cases_for(request, last_trace()), Contains(ids[1])) << "the new one follows too";
}

/// Everybody has nearly the same name, so that whoever may be found is.
class Eligible : public LiveMatching {
  protected:
    int roll(int sides) { return std::uniform_int_distribution<>(0, sides - 1)(dice_); }
    /// Whether it was allowed: what is out of use cannot be changed.
    bool change_someone() {
        const auto& id = cases_[static_cast<std::size_t>(roll(static_cast<int>(cases_.size())))];
        const auto& request =
            requests_[static_cast<std::size_t>(roll(static_cast<int>(requests_.size())))];
        switch (roll(6)) {
            case 0:
                return try_to_change("case", id, {{"consent_for_tracing", roll(2) == 0}});
            case 1:
                return try_to_change("case", id, {{"status", roll(2) == 0 ? "open" : "closed"}});
            case 2:
                return try_to_change("case", id, {{"record_state", roll(3) > 0}});
            case 3:
                return try_to_change("tracing_request", request,
                                     {{"status", roll(2) == 0 ? "open" : "closed"}});
            case 4:
                return try_to_change("tracing_request", request, {{"record_state", roll(3) > 0}});
            default:
                return change_trace(request);
        }
    }
    bool change_trace(const RecordId& request) {
        auto rows = world_.stored(request).data.at("tracing_request_subform_section").as_array();
        auto& row = rows.front().as_object();
        row["tracing_request_status"] = roll(2) == 0 ? "open" : "closed";
        return try_to_change("tracing_request", request,
                             {{"tracing_request_subform_section", rows}});
    }
    /// Written out anew: the rule under test must not be its own judge.
    std::set<RecordId> cases_that_may() {
        std::set<RecordId> ids;
        for (const auto& id : cases_) {
            const auto data = world_.stored(id).data;
            const auto status = json::string_or(data, "status");
            if (json::bool_or(data, "consent_for_tracing", false) &&
                json::bool_or(data, "record_state", false) &&
                (status == "open" || status == "closed"))
                ids.insert(id);
        }
        return ids;
    }
    std::set<std::string> traces_that_may() {
        std::set<std::string> traces;
        for (const auto& id : requests_) {
            const auto data = world_.stored(id).data;
            if (!json::bool_or(data, "record_state", false) ||
                json::string_or(data, "status") != "open")
                continue;
            for (const auto& row : data.at("tracing_request_subform_section").as_array()) {
                const auto status = json::string_or(row.as_object(), "tracing_request_status");
                if (status != "closed" && status != "reunified")
                    traces.insert(json::string_or(row.as_object(), "unique_id"));
            }
        }
        return traces;
    }
    void expect_only_these() {
        const auto allowed_cases = cases_that_may();
        const auto allowed_traces = traces_that_may();
        for (int number = 1; number <= traces_; ++number) {
            const auto& request = requests_[static_cast<std::size_t>(number - 1)];
            const auto found = cases_for(request, trace_number(number), {.limit = 100});
            const auto expected = allowed_traces.contains(trace_number(number))
                                      ? allowed_cases
                                      : std::set<RecordId>();
            EXPECT_EQ(std::set(found.begin(), found.end()), expected);
        }
        for (const auto& id : cases_) {
            const auto found = traces_for(id);
            const auto expected =
                allowed_cases.contains(id) ? allowed_traces : std::set<std::string>();
            EXPECT_EQ(std::set(found.begin(), found.end()), expected);
        }
        EXPECT_EQ(service_->sizes().cases, allowed_cases.size());
        EXPECT_EQ(service_->sizes().traces, allowed_traces.size());
    }

    std::mt19937 dice_{20260101};
    std::vector<RecordId> cases_;
    std::vector<RecordId> requests_;
};

TEST_F(Eligible, NobodyElseEverAppearsInAnyAnswerOrCount) {
    for (int at = 0; at < 8; ++at) {
        cases_.push_back(make("case", child("Yusuf Abdi Hassan", 7, "male")));
        requests_.push_back(seek("Yusuf Abdi Hassan", 7, "male"));
    }
    int changes = 0;
    for (int round = 0; round < 12; ++round) {
        for (int step = 0; step < 4; ++step) changes += change_someone() ? 1 : 0;
        expect_only_these();
    }
    EXPECT_GT(changes, 20);
    service_->rebuild();
    expect_only_these();
}

TEST(LiveMatchingStart, NamesThatAreAddedCountWithoutARestart) {
    const amparo::testing::TemporaryFolder folder;
    for (const auto* name : {"configuration.json", "name-variants.tsv", "known-names.txt"})
        std::filesystem::copy_file(configuration / "matching" / name, folder.path() / name);
    records::RecordsWorld world(casework::hooks());
    const auto service =
        Service::start({.records = world.records(), .directory = folder.path()}).value();
    service->wait_until_ready();
    EXPECT_TRUE(service->lexicon().groups_of("zzyzxa").empty());
    const auto file = folder.path() / "name-variants.tsv";
    std::ofstream(file, std::ios::app) << "\nZzyzxa\tQuux\n";
    std::filesystem::last_write_time(
        file, std::filesystem::last_write_time(file) + std::chrono::seconds(2));
    service->rebuild();
    EXPECT_FALSE(service->lexicon().groups_of("zzyzxa").empty());
    EXPECT_EQ(service->lexicon().groups_of("zzyzxa"), service->lexicon().groups_of("quux"));
    std::filesystem::remove(file);
    service->rebuild();
    EXPECT_FALSE(service->lexicon().groups_of("quux").empty());
}

TEST(LiveMatchingStart, RefusesAConfigurationThatCannotBeUsed) {
    records::RecordsWorld world;
    const auto started =
        Service::start({.records = world.records(), .directory = configuration / "nowhere"});
    EXPECT_FALSE(started.has_value());
}

}  // namespace
}  // namespace amparo::matching
