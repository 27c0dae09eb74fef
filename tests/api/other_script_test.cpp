// The name in another script: a name to searches, matching and protection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/derived/protection.hpp"
#include "tests/support/wire.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// A child whose two spellings sound nothing alike, so that only the second can have been found.
class NameInAnotherScript : public ::testing::Test {
  protected:
    NameInAnotherScript() {
        world.matching();
        id = world.create_case("worker_a", {{"name_first", "Ada"},
                                            {"name_last", "Bell"},
                                            {"name_transliterated", "زينب خالد"},
                                            {"sex", "female"},
                                            {"age", 9}});
    }
    Reply found(const std::string& query) {
        return world.as("worker_a").get("/api/v2/cases?phonetic=true&query=" + query);
    }

    World world;
    std::string id;
};

TEST_F(NameInAnotherScript, IsFoundByHowItSounds) {
    ASSERT_THAT(found("Zeinab").rows(), SizeIs(1));
    EXPECT_EQ(found("Zeinab").rows().front().at("id").as_string(), id);
    EXPECT_THAT(found("Fatima").rows(), IsEmpty());
}

TEST_F(NameInAnotherScript, HintsAtAChildThatIsRegisteredAlready) {
    const auto typed = wire({{"name", "Zainab Khaled"}, {"sex", "female"}, {"age", 9}});
    const auto reply = world.as("worker_a").post("/api/v2/cases/duplicates/check", typed);
    ASSERT_THAT(reply.rows(), SizeIs(1)) << reply.body;
    EXPECT_EQ(reply.rows().front().at("case").at("id").as_string(), id);
}

TEST_F(NameInAnotherScript, IsHiddenWithTheOthers) {
    const auto path = "/api/v2/cases/" + id;
    ASSERT_EQ(world.as("worker_a").patch(path, wire({{"hidden_name", true}})).status, 200);
    const auto shown = world.as("worker_a").get(path);
    EXPECT_EQ(shown.object().at("name_transliterated").as_string(), records::hidden_name_mask);
    EXPECT_THAT(shown.body, Not(HasSubstr("زينب")));
    const auto elsewhere = world.as("worker_b").get("/api/v2/cases?phonetic=true&query=Zeinab");
    EXPECT_THAT(elsewhere.body, Not(HasSubstr(id)));
}

}  // namespace
}  // namespace amparo::testing
