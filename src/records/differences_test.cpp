// Deliberate differences from Primero v2 (case-management.md §11) that no other test is about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "records/detail/write_context.hpp"
#include "records/records_test_support.hpp"

namespace amparo::records {
namespace {

using ::testing::ElementsAre;

std::string text_of(RecordsWorld& world, const RecordId& id, std::string_view key) {
    return json::string_or(world.stored(id).data, key);
}

TEST(Differences, D1DaysAreThoseOfTheDeployment) {
    RecordsWorld world({}, {{"time_zone", "Pacific/Auckland"}});  // 16 June already
    const auto made = world.create_case(
        "worker_a", object_of(R"({"name_first": "Ada", "date_of_birth": "2016-06-16"})"));
    EXPECT_EQ(text_of(world, made.id, "registration_date"), "2024-06-16");
    EXPECT_EQ(json::integer_or(world.stored(made.id).data, "age", 0), 8) << "today is the birthday";
    ASSERT_TRUE(world.update("manager_a", made.id, {{"status", "closed"}}, "close").has_value());
    EXPECT_EQ(text_of(world, made.id, "date_closure"), "2024-06-16");
    EXPECT_EQ(text_of(world, made.id, "created_at"), "2024-06-15T12:00:00.000Z") << "moments stay";
}

TEST(Differences, D12NumbersGetLongerWhenOneInAHundredIsInUse) {
    constexpr std::size_t seven_digits = std::size_t{1} << 28U;
    EXPECT_EQ(detail::short_id_length(0), 7U);
    EXPECT_EQ(detail::short_id_length(seven_digits / 100), 7U);
    EXPECT_EQ(detail::short_id_length(seven_digits / 100 + 1), 8U);
    EXPECT_EQ(detail::short_id_length(seven_digits * 16 / 100 + 1), 9U);
}

/// Gives the same few bytes again and again before it becomes unpredictable.
class Stubborn final : public Random {
  public:
    void fill(std::span<std::byte> bytes) override {
        if (repeated_++ < 3)
            std::ranges::fill(bytes, std::byte{0x5a});
        else
            system_.fill(bytes);
    }
    void start_again() { repeated_ = 0; }

  private:
    SystemRandom system_;
    int repeated_ = 0;
};

TEST(Differences, D12TheServerGivesNoNumberTwice) {
    RecordsWorld world;
    Stubborn random;
    auto on = world.records().dependencies();
    on.random = &random;
    Service service(on);
    std::vector<std::string> numbers;
    for (int n = 0; n < 2; ++n) {
        random.start_again();
        WriteRequest request;
        request.record_type = "case";
        request.data = {{"id", RecordId::random(world.random).text()}, {"name_first", "Ada"}};
        const auto made = service.create(world.as("worker_a"), std::move(request));
        ASSERT_TRUE(made.has_value());
        numbers.push_back(text_of(world, made->id, "short_id"));
    }
    EXPECT_NE(numbers[0], numbers[1]);
}

TEST(Differences, D15ASaveIsReadyAtOnceAndNotWithTheNext) {
    RecordsWorld world({}, {{"unhcr_needs_codes_mapping", object_of(R"({"autocalculate": true,
                                "mapping": {"sexually_exploited": "SV-VO", "refugee": "RF"}})")}});
    const auto made = world.create_case("worker_a", object_of(R"({"name_first": "Ada",
        "protection_concern_detail_subform_section":
            [{"protection_concern_type": "sexually_exploited"}]})"));
    const auto data = world.stored(made.id).data;
    EXPECT_THAT(json::string_list(data, "protection_concerns"), ElementsAre("sexually_exploited"));
    EXPECT_THAT(json::string_list(data, "unhcr_needs_codes"), ElementsAre("SV-VO"))
        << "mapped after the concerns of the subform had come in";
}

TEST(Differences, D16AnIdentifiedCaseIsOpenedNotReopened) {
    RecordsWorld world;
    const auto made = world.create_case("admin", object_of(R"({"name_first": "Ada",
        "status": "identified", "owned_by": "worker_a", "registration_date": "2024-06-01"})"));
    ASSERT_EQ(text_of(world, made.id, "status"), "identified");
    EXPECT_FALSE(world.update("worker_b", made.id, {{"status", "open"}}).has_value());
    ASSERT_TRUE(world.update("worker_a", made.id, {{"status", "open"}}).has_value())
        << "whoever may write the case may open it";
    const auto data = world.stored(made.id).data;
    EXPECT_EQ(json::string_or(data, "status"), "open");
    EXPECT_EQ(json::string_or(data, "workflow"), "new");
    EXPECT_EQ(json::string_or(data, "registration_date"), "2024-06-01");
    EXPECT_FALSE(json::bool_or(data, "case_status_reopened", false));
    EXPECT_EQ(json::write(data.at("reopened_logs")), "[]");
}

TEST(Differences, D20OfCareArrangementsThatBeganTogetherTheLaterEntryCounts) {
    RecordsWorld world;
    const auto made = world.create_case("worker_a", object_of(R"({"name_first": "Ada",
        "care_arrangements_section": [
            {"name_caregiver": "First", "care_arrangement_started_date": "2024-05-01"},
            {"name_caregiver": "Second", "care_arrangement_started_date": "2024-05-01"},
            {"name_caregiver": "Before", "care_arrangement_started_date": "2024-04-01"},
            {"name_caregiver": "Undated"}]})"));
    const auto shown = world.records().read(world.as("worker_a"), "case", made.id, "");
    ASSERT_TRUE(shown.has_value());
    EXPECT_EQ(json::string_or(shown->data, "current_name_caregiver"), "Second");
}

TEST(Differences, D20ServiceDueDatesGoWithTheLastService) {
    RecordsWorld world;
    const auto made = world.create_case("worker_a", object_of(R"({"name_first": "Ada",
        "services_section": [{"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9",
            "service_type": "education_service",
            "service_response_day_time": "2024-06-14T10:00:00.000Z",
            "service_response_timeframe": "3_days"}]})"));
    EXPECT_EQ(json::find_array(world.stored(made.id).data, "service_due_dates")->size(), 1U);
    ASSERT_TRUE(world
                    .update("worker_a", made.id, object_of(R"({"services_section": [
        {"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "_destroy": true}]})"))
                    .has_value());
    EXPECT_EQ(json::write(world.stored(made.id).data.at("service_due_dates")), "[]");
}

TEST(Differences, D19AgesOfRelativesFollowTheirBirthToo) {
    RecordsWorld world;
    const auto made = world.create_case("worker_a", object_of(R"({"name_first": "Ada",
        "family_details_section": [
            {"unique_id": "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "relation": "mother",
             "relation_date_of_birth": "1990-06-16"},
            {"unique_id": "1b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", "relation": "brother",
             "relation_age": 7}]})"));
    const auto list = world.stored(made.id).data.at("family_details_section").as_array();
    EXPECT_EQ(json::integer_or(list.at(0).as_object(), "relation_age", 0), 33);
    EXPECT_FALSE(list.at(0).as_object().contains("relation_age_estimated"));
    EXPECT_EQ(json::string_or(list.at(1).as_object(), "relation_date_of_birth"), "2017-01-01");
    EXPECT_TRUE(json::bool_or(list.at(1).as_object(), "relation_age_estimated", false));
    world.clock.advance(std::chrono::hours(24 * 365));
    ASSERT_TRUE(world.update("worker_a", made.id, {{"name_first", "Eda"}}).has_value());
    const auto later = world.stored(made.id).data.at("family_details_section").as_array();
    EXPECT_EQ(json::write(later), json::write(list)) << "another answer changes no relative";
}

}  // namespace
}  // namespace amparo::records
