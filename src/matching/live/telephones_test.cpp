// Telephones of the country of a deployment, in searches and in matching (matching.md 12.3).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "casework/hooks.hpp"
#include "matching/live/service.hpp"
#include "records/live_definitions.hpp"
#include "records/records_test_support.hpp"
#include "store/documents.hpp"

namespace amparo::matching {
namespace {

using ::testing::SizeIs;

const std::filesystem::path directory =
    std::filesystem::path(AMPARO_SOURCE_DIR) / "config" / "matching";

/// A deployment of a country, with a child whose telephone is known.
class House {
  public:
    explicit House(const json::Object& options)
        : world(casework::hooks(), {{"system_options", options}}),
          service(Service::start({.records = world.records(), .directory = directory}).value()) {
        service->wait_until_ready();
    }
    RecordId add(const std::string& telephone) {
        return world
            .create_case("admin", {{"name_first", "Mohamed"},
                                   {"age", 9},
                                   {"module_id", "primeromodule-cp"},
                                   {"telephone_last", telephone}})
            .id;
    }
    /// What the telephones of two cases say.
    std::string level(const RecordId& one, const RecordId& other) {
        const auto pair = service->compare(world.stored(one), world.stored(other)).value();
        const auto line =
            std::ranges::find(pair.likeness.evidence, "telephone", &EvidenceLine::comparator);
        return line == pair.likeness.evidence.end() ? "" : line->level;
    }
    void set_options(const json::Object& options) {
        const auto change = [&](store::Transaction& transaction) -> Result<> {
            AMPARO_TRY(auto settings,
                       store::find_document(transaction, records::system_settings_kind,
                                            records::only_settings_key));
            settings->data["system_options"] = options;
            AMPARO_CHECK(store::put_document(transaction, {.kind = settings->kind,
                                                           .key = settings->key,
                                                           .expected = settings->revision,
                                                           .data = settings->data,
                                                           .actor = "test"}));
            return {};
        };
        ASSERT_TRUE(world.database().write(change).has_value());
        service->rebuild();
    }

    records::RecordsWorld world;
    std::unique_ptr<Service> service;
};

TEST(TelephonesOfACountry, OneNumberIsOneHoweverItIsTyped) {
    House house({{"default_phone_format", "bi"}});
    const auto at_home = house.add("79 100 200");
    const auto from_abroad = house.add("+257 79 100 200 / 22 33 44 55");
    EXPECT_EQ(house.level(at_home, from_abroad), "agree");
    for (const auto* asked : {"query=+25779100200", "query=79100200", "query=0025779100200"})
        EXPECT_THAT(house.world.listed("admin", std::string(asked) + "&phone_number=true"),
                    SizeIs(2))
            << asked;
    EXPECT_EQ(house.level(house.add("0079 100 200"), from_abroad), "disagree");
}

TEST(TelephonesOfACountry, TheFirstCountryCountsWhereNoneIsTheUsualOne) {
    House house({{"phone_formats", json::Array{"BI", "KE"}}});
    EXPECT_EQ(house.level(house.add("79 100 200"), house.add("+257 79 100 200")), "agree");
}

TEST(TelephonesOfACountry, WithoutACountryOnlyLongEndsMeet) {
    House house(json::Object{});
    EXPECT_EQ(house.level(house.add("79 100 200"), house.add("+257 79 100 200")), "disagree");
    EXPECT_EQ(house.level(house.add("0712 345 678"), house.add("+254 712 345 678")), "agree");
}

TEST(TelephonesOfACountry, AnotherCountryCountsOnceItIsSet) {
    House house(json::Object{});
    const auto at_home = house.add("79 100 200");
    const auto from_abroad = house.add("+257 79 100 200");
    EXPECT_EQ(house.level(at_home, from_abroad), "disagree");
    house.set_options({{"default_phone_format", "BI"}});
    EXPECT_EQ(house.level(at_home, from_abroad), "agree");
}

}  // namespace
}  // namespace amparo::matching
