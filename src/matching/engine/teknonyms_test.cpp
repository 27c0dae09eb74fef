// Relatives who are called by the name of a child (Umm Ahmad), on one side or on both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/engine/evidence.hpp"
#include "matching/engine/matcher.hpp"
#include "matching/evaluate/files.hpp"
#include "matching/evaluate/traces.hpp"
#include "matching/generate/families.hpp"
#include "matching/scores_test_support.hpp"

namespace amparo::matching {
namespace {

constexpr Day today = 20'600;

json::Object relative(const std::string& role, const std::string& name,
                      const std::string& other = "") {
    json::Object row{{"relation", role}, {"relation_name", name}};
    if (!other.empty()) row["relation_nickname"] = other;
    return row;
}

json::Object child(const std::string& name, const std::vector<json::Object>& family) {
    json::Object record{{"name", name},
                        {"sex", "male"},
                        {"age", 9},
                        {"status", "open"},
                        {"registration_date", "2024-03-20"}};
    json::Array rows;
    for (const auto& row : family) rows.emplace_back(row);
    record["family_details_section"] = std::move(rows);
    return record;
}

/// A model among invented cases, so that names are worth what they are among others.
class World {
  public:
    World(const Model& model, Sides sides)
        : data_(
              invent_data(source_file("config/matching/traditions.json"), {.cases = 240, .seed = 5})
                  .value()),
          places_(Places::parse(data_.locations).value()),
          model_(model, sides),
          matcher_(model_, shipped_lexicon(), places_, today) {
        const auto cases = parse_lines(data_.cases).value();
        for (const auto& record : cases) matcher_.add({.record = &record});
    }

    /// The weight of what a comparator says of a case and another record, and whether it said
    /// anything.
    struct Said {
        std::optional<float> weight;
        float total;
        bool would_help;
    };
    Said said(const std::string& id, const RecordSource& one, const RecordSource& other) {
        Matcher::Session session(matcher_);
        const auto comparison = session.compare_pair(one, other);
        const auto evidence = evidence_of(model_, comparison, matcher_.prior());
        Said found{.weight = std::nullopt, .total = comparison.total, .would_help = false};
        for (const auto& bar : evidence.bars) {
            if (bar.comparator->id == id) found.weight = bar.weight_bits;
        }
        for (const auto* comparator : evidence.would_help) {
            if (comparator->id == id) found.would_help = true;
        }
        return found;
    }

  private:
    InventedData data_;
    Places places_;
    BoundModel model_;
    Matcher matcher_;
};

/// A relative who searches for a child, against one who is named in a case.
class Searching : public ::testing::Test {
  protected:
    Searching() : world_(shipped_configuration().tracing, Sides::case_and_trace) {}

    /// What `id` says where a relative of a case is called so, and who searches so.
    World::Said said(const std::string& of_case, const std::string& of_request,
                     const std::string& role = "mother", const std::string& id = "kin_same_role") {
        return said(relative(role, of_case), relative(role, of_request), id);
    }
    World::Said said(const json::Object& of_case, json::Object request,
                     const std::string& id = "kin_same_role") {
        const auto record = child("Tariq Haddad", {of_case});
        json::Object trace{{"name", "Tariq Haddad"}, {"age", 9}};
        trace["relation"] = request["relation"];
        request.erase("relation");
        return world_.said(id, {.record = &record}, {.record = &trace, .request = &request});
    }

    World world_;
};

TEST_F(Searching, AMotherCalledByAChildsNameOnOneSideSpeaksNeitherForNorAgainst) {
    ASSERT_LT(said("Rula Khoury", "Salwa Najjar").weight.value(), -3);
    const std::vector<std::string> teknonyms = {
        "Umm Ahmad", "Om Ahmad",    "Oum Ahmed",  "أم أحمد",     "ام احمد",
        "UMM AHMAD", "Um al-Khair", "Mama Amina", "Maman Aïcha", "والدة أحمد"};
    for (const auto& teknonym : teknonyms) {
        for (const auto& found : {said("Rula Khoury", teknonym), said(teknonym, "Rula Khoury"),
                                  said("رولا خوري", teknonym)}) {
            EXPECT_FALSE(found.weight) << teknonym;
            EXPECT_TRUE(found.would_help) << teknonym;
        }
    }
    for (const std::string teknonym :
         {"Abu Yusuf", "Abou Youssef", "Aboo Yusuf", "أبو يوسف", "Baba Juma", "Papa Kevin"}) {
        EXPECT_FALSE(said("Walid Khoury", teknonym, "father").weight) << teknonym;
    }
}

TEST_F(Searching, ANameThatIsGivenStaysOne) {
    // Three words, a word alone, what a brother is called, and compounds.
    for (const std::string name : {"Umm Ahmad Salwa", "Ahmad", "Abu Bakr", "Umm Kulthum",
                                   "Oum Keltoum", "أم كلثوم", "Abubakar Sani"}) {
        EXPECT_LT(said("Rula Khoury", name, "aunt").weight.value(), -3) << name;
    }
    // A man is nobody's mother.
    EXPECT_LT(said("Mama Diallo", "Walid Khoury", "father").weight.value(), -3);
    EXPECT_LT(said("Abou Diallo", "Rula Khoury", "mother").weight.value(), -3);
}

TEST_F(Searching, WhatAgreesSpeaksForItAsBefore) {
    EXPECT_GT(said("Umm Ahmad", "أم أحمد").weight.value(), 0.5);
    EXPECT_GT(said("Abu Yusuf", "أبو يوسف", "father").weight.value(), 0.5);
    EXPECT_GT(said("Umm Ahmad Rula", "Rula Khoury").weight.value(), 0.5);
    EXPECT_GT(said("Umm Kulthum", "Oum Kalthoum").weight.value(), 0.5);
    // One of these is of the form of a teknonym, the other is not.
    EXPECT_GT(said("Abou Diallo", "Aboubacar Diallo", "father").weight.value(), 0.5);
    EXPECT_GT(said("Mama Traore", "Mama Fanta Traore").weight.value(), 0.5);
    EXPECT_GT(said("Abou Diallo", "Abou Diallo", "father").weight.value(), 0.5);
}

TEST_F(Searching, AnotherChildsNameSpeaksAgainstItALittle) {
    for (const auto& found : {said("Umm Ahmad", "Umm Khalid"), said("أم أحمد", "Oum Khalid"),
                              said("Umm Ahmad", "Mama Khalid")}) {
        EXPECT_LT(found.weight.value(), -0.25);
        EXPECT_GT(found.weight.value(), -1.5);
    }
}

TEST_F(Searching, ANameBesideTheTeknonymIsComparedWithNames) {
    const auto called = relative("mother", "Rula Khoury", "Umm Ahmad");
    EXPECT_LT(said(called, relative("mother", "Salwa Najjar")).weight.value(), -3);
    EXPECT_GT(said(called, relative("mother", "أم أحمد")).weight.value(), 0.5);
    EXPECT_GT(said(called, relative("mother", "Rula Khoury", "Umm Khalid")).weight.value(), 0.5);
    const auto other = said(called, relative("mother", "Umm Khalid"));
    EXPECT_GT(other.weight.value(), -1.5);
}

TEST_F(Searching, AFatherCalledByAChildsNameTellsNothingOfTheChildsLineage) {
    const auto lineage = [&](const std::string& father) {
        return said(relative("father", father), relative("father", father), "lineage").weight;
    };
    EXPECT_LT(lineage("Walid Khoury").value(), -1);
    EXPECT_FALSE(lineage("Abu Yusuf"));
    EXPECT_GT(lineage("Abou Haddad").value(), 0.25);
}

TEST_F(Searching, AChildWhoseNameIsThatOfAMothersTeknonymKeepsItsOwn) {
    const auto given = [&](const std::string& mother) {
        return said(relative("mother", mother), relative("mother", mother), "given").weight;
    };
    EXPECT_EQ(given("Umm Tariq"), given("Rula Khoury"));
    // The father bears the other word of the child's name.
    const auto record =
        child("Tariq Haddad", {relative("mother", "Umm Tariq"), relative("father", "Haddad")});
    const json::Object request{{"relation_name", "Umm Tariq"}};
    const json::Object brother{{"name", "Samir Haddad"}, {"relation", "mother"}};
    EXPECT_LT(world_.said("given", {.record = &record}, {.record = &brother, .request = &request})
                  .weight.value(),
              -3);
}

TEST_F(Searching, TheChildsOwnNameIsComparedAsEver) {
    // Abou and Mama are given names.
    const auto of_name = [&](const std::string& one, const std::string& other) {
        const auto record = child(one, {});
        const json::Object trace{{"name", other}};
        const json::Object request{{"relation_name", "Rula Khoury"}};
        return world_.said("name", {.record = &record}, {.record = &trace, .request = &request})
            .weight.value();
    };
    EXPECT_EQ(of_name("Abou Diallo", "Tariq Haddad"), of_name("Samir Diallo", "Tariq Haddad"));
    EXPECT_GT(of_name("Abou Diallo", "Abou Diallo"), 3);
}

/// Two cases of what may be one child.
class TwoCases : public ::testing::Test {
  protected:
    TwoCases() : world_(shipped_configuration().duplicates, Sides::case_and_case) {}

    std::optional<float> said(const std::string& id, const json::Object& one,
                              const json::Object& other) {
        const auto left = child("Tariq Haddad", {one});
        const auto right = child("Tariq Haddad", {other});
        const auto found = world_.said(id, {.record = &left}, {.record = &right});
        EXPECT_EQ(found.weight, world_.said(id, {.record = &right}, {.record = &left}).weight);
        return found.weight;
    }

    World world_;
};

TEST_F(TwoCases, ParentsCalledByAChildsNameOnOneSideSpeakNeitherForNorAgainst) {
    const auto mother = relative("mother", "Rula Khoury");
    EXPECT_LT(said("mother", mother, relative("mother", "Salwa Najjar")).value(), -5);
    EXPECT_FALSE(said("mother", mother, relative("mother", "Umm Ahmad")));
    EXPECT_GT(said("mother", relative("mother", "أم أحمد"), relative("mother", "Umm Ahmad")), 0.5);
    const auto other =
        said("mother", relative("mother", "Umm Khalid"), relative("mother", "Umm Ahmad"));
    EXPECT_LT(other.value(), -0.25);
    EXPECT_GT(other.value(), -1.5);
    EXPECT_FALSE(
        said("father", relative("father", "أبو يوسف"), relative("father", "Walid Khoury")));
}

TEST_F(TwoCases, EldersCalledByAChildsNameAddNothing) {
    const auto uncle = relative("uncle", "Walid Khoury");
    EXPECT_LT(said("elders", uncle, relative("uncle", "Samir Najjar")).value(), -1);
    EXPECT_FALSE(said("elders", uncle, relative("uncle", "Abu Yusuf")));
    EXPECT_LT(said("elders", relative("uncle", "Abu Khalid"), relative("uncle", "Abu Yusuf")), -1);
    EXPECT_GT(said("elders", relative("uncle", "أبو يوسف"), relative("uncle", "Abu Yusuf")), 1);
}

TEST_F(TwoCases, BrothersAndSistersBearNamesOfTheirOwn) {
    const auto brother = relative("brother", "Abou Khoury");
    const auto against = said("siblings_names", brother, relative("brother", "Samir Najjar"));
    EXPECT_LT(against.value(), -0.25);
}

}  // namespace
}  // namespace amparo::matching
