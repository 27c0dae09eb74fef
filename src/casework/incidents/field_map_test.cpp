#include "casework/incidents/field_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

FieldMap shipped() {
    static const records::RecordsWorld world;
    return FieldMap::of_module(*world.definitions(), "primeromodule-cp");
}

TEST(FieldMapOfIncidents, TheShippedMapReallyCopies) {
    const auto child = object_of(R"({"age": 9, "sex": "female", "nationality": ["nationality1"],
        "disability_type": ["physical"], "owned_by": "worker_a"})");
    const auto entry = object_of(R"({"incident_date": "2024-05-01",
        "cp_incident_violence_type": "physical"})");
    json::Object incident;
    copy_mapped(shipped(), {.child_case = child, .entry = &entry}, incident);
    EXPECT_EQ(incident, object_of(R"({"age": 9, "cp_sex": "female",
        "cp_nationality": ["nationality1"], "cp_disability_type": ["physical"],
        "incident_date": "2024-05-01", "cp_incident_violence_type": "physical"})"));
}

TEST(FieldMapOfIncidents, WhatTheIncidentSaysAlreadyStays) {
    const auto child = object_of(R"({"age": 9, "sex": "", "occupation": null})");
    auto incident = object_of(R"({"age": 8, "occupation": "pupil"})");
    copy_mapped(shipped(), {.child_case = child}, incident);
    EXPECT_EQ(incident, object_of(R"({"age": 8, "occupation": "pupil"})"));
}

TEST(FieldMapOfIncidents, WithoutARowOfTheCaseNothingOfOneIsCopied) {
    // Another row of the same case is another event.
    const auto child = object_of(R"({"incident_details": [{"incident_date": "2020-01-01"}]})");
    json::Object incident;
    copy_mapped(shipped(), {.child_case = child}, incident);
    EXPECT_TRUE(incident.empty());
}

TEST(FieldMapOfIncidents, PathsMayBeTextsOrStepsOnBothSides) {
    const FieldMap map{
        .map_to = "",
        .entries = {{{"mother", "name"}, {"caregiver", "name"}}, {{"age"}, {"child", "age"}}}};
    const auto child = object_of(R"({"mother": {"name": "Ana"}, "age": 4})");
    json::Object incident;
    copy_mapped(map, {.child_case = child}, incident);
    EXPECT_EQ(incident, object_of(R"({"caregiver": {"name": "Ana"}, "child": {"age": 4}})"));
    auto occupied = object_of(R"({"child": "text"})");
    copy_mapped(map, {.child_case = child}, occupied);
    EXPECT_EQ(occupied.at("child"), json::Value("text"));
}

TEST(FieldMapOfIncidents, AModuleWithoutAMapHasTheUsualOne) {
    const records::RecordsWorld world;
    const auto map = FieldMap::of_module(*world.definitions(), "primeromodule-none");
    const auto child =
        object_of(R"({"gbv_nationality": "nationality2", "survivor_code_no": "S1"})");
    json::Object incident;
    copy_mapped(map, {.child_case = child}, incident);
    EXPECT_EQ(incident, object_of(R"({"survivor_code": "S1", "nationality": "nationality2"})"));
}

}  // namespace
}  // namespace amparo::casework
