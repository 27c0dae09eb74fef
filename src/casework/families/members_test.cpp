#include "casework/families/members.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/records_test_support.hpp"

namespace amparo::casework {
namespace {

using records::object_of;

constexpr auto* row = R"({"unique_id": "m1", "relation": "mother", "relation_is_caregiver": true,
    "relation_name": "Ana Paz", "relation_age": 40, "case_id": "x", "can_read_record": true})";

TEST(FamilyMembers, ARowGoesApartIntoWhatIsLocalAndWhatIsShared) {
    EXPECT_EQ(local_part(object_of(row)), object_of(R"({"unique_id": "m1", "relation": "mother",
        "relation_is_caregiver": true})"));
    auto member = object_of(R"({"unique_id": "m1", "relation_sex": "female"})");
    take_shared_part(object_of(row), member);
    EXPECT_EQ(member, object_of(R"({"unique_id": "m1", "relation_sex": "female",
        "relation_name": "Ana Paz", "relation_age": 40})"));
    EXPECT_TRUE(has_shared_part(object_of(row)));
    EXPECT_FALSE(has_shared_part(object_of(R"({"unique_id": "m1", "relation": "aunt"})")));
}

TEST(FamilyMembers, AMaskedNameIsNotTakenForANewOne) {
    auto member = object_of(R"({"relation_name": "Ana Paz"})");
    take_shared_part(object_of(R"({"relation_name": "*******"})"), member);
    EXPECT_EQ(json::string_or(member, "relation_name"), "Ana Paz");
}

TEST(FamilyMembers, ANewRowBecomesAMemberWithItsRelationToTheFamily) {
    EXPECT_EQ(member_of_row(object_of(row)),
              object_of(R"({"unique_id": "m1", "relation_name": "Ana Paz", "relation_age": 40,
        "family_relationship": "mother", "family_relation_is_caregiver": true})"));
}

TEST(FamilyMembers, ALinkedCaseSeesSharedAndLocalPartsTogether) {
    const auto member = object_of(R"({"unique_id": "m1", "relation_name": "Ana Paz",
        "family_relationship": "grandmother"})");
    const auto local = object_of(R"({"unique_id": "m1", "relation": "mother"})");
    EXPECT_EQ(shown_row(member, &local), object_of(R"({"unique_id": "m1", "relation": "mother",
        "relation_name": "Ana Paz"})"));
    EXPECT_EQ(shown_row(member, nullptr),
              object_of(R"({"unique_id": "m1", "relation_name": "Ana Paz"})"));
}

TEST(FamilyMembers, NamesAreJoinedAndSplit) {
    SystemRandom random;
    const auto name_of = [&](std::string_view child) {
        return json::string_or(member_of_case(object_of(child), random), "relation_name");
    };
    EXPECT_EQ(name_of(R"({"name": "A B", "name_first": "C"})"), "A B");
    EXPECT_EQ(name_of(R"({"name_first": "Ana", "name_last": "Paz"})"), "Ana Paz");
    const auto child_of = [](std::string_view name) {
        return case_of_member({{"relation_name", name}}, {});
    };
    EXPECT_EQ(child_of("Ana"), object_of(R"({"name_first": "Ana"})"));
    EXPECT_EQ(child_of("Ana  Paz"), object_of(R"({"name_first": "Ana", "name_last": "Paz"})"));
    EXPECT_EQ(child_of("Ana de la Paz"), object_of(R"({"name_first": "Ana",
        "name_middle": "de la", "name_last": "Paz"})"));
    EXPECT_TRUE(child_of("").empty());
}

TEST(FamilyMembers, NamesGoApartInTheOrderOfTheDeployment) {
    const auto child_of = [](std::string_view name, const std::vector<std::string>& order) {
        return case_of_member({{"relation_name", name}}, order);
    };
    const std::vector<std::string> family_first{"name_last", "name_first", "name_middle"};
    EXPECT_EQ(child_of("Nagy Anna", family_first),
              object_of(R"({"name_last": "Nagy", "name_first": "Anna"})"));
    EXPECT_EQ(child_of("Nagy Anna Maria Eva", family_first),
              object_of(R"({"name_last": "Nagy", "name_first": "Anna",
        "name_middle": "Maria Eva"})"));
    EXPECT_EQ(child_of("Anna", family_first), object_of(R"({"name_first": "Anna"})"));
    const std::vector<std::string> middle_second{"name_last", "name_middle", "name_first"};
    EXPECT_EQ(child_of("Tran Van An", middle_second),
              object_of(R"({"name_last": "Tran", "name_middle": "Van", "name_first": "An"})"));
    const std::vector<std::string> two{"name_first", "name_last"};
    EXPECT_EQ(child_of("Ana de la Paz", two),
              object_of(R"({"name_first": "Ana", "name_last": "de la Paz"})"));
    const std::vector<std::string> without{"created_by_user.code"};
    EXPECT_EQ(child_of("Ana Paz", without),
              object_of(R"({"name_first": "Ana", "name_last": "Paz"})"));
    const std::vector<std::string> only_first{"name_first"};
    EXPECT_EQ(child_of("Ana Paz", only_first), object_of(R"({"name_first": "Ana Paz"})"));
    const std::vector<std::string> only_family{"name_last"};
    EXPECT_EQ(child_of("Ana", only_family), object_of(R"({"name_first": "Ana"})"));
}

TEST(FamilyMembers, WhatIsKnownOfAMemberIsKnownOfTheCase) {
    const auto member = object_of(R"({"relation_sex": "male", "relation_age": 7,
        "relation_date_of_birth": "2017-01-01", "relation_age_estimated": true,
        "relation_national_id": "N1", "relation_sub_ethnicity2": "e2",
        "relation_telephone": "555", "relation_comments": "not of the case"})");
    const auto child = case_of_member(member, {});
    EXPECT_EQ(child, object_of(R"({"sex": "male", "age": 7, "date_of_birth": "2017-01-01",
        "estimated": true, "national_id_no": "N1", "sub_ethnicity_2": "e2",
        "telephone_current": "555"})"));
    SystemRandom random;
    auto back = member_of_case(child, random);
    EXPECT_FALSE(json::string_or(back, "unique_id").empty());
    back.erase("unique_id");
    back["relation_comments"] = "not of the case";
    EXPECT_EQ(back, member);
}

}  // namespace
}  // namespace amparo::casework
