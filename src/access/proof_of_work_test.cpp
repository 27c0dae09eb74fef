#include "access/proof_of_work.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "access/access_test_support.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

using testing::refusal;
using testing::World;

constexpr int easy = 4;

std::vector<std::uint64_t> work_out(const WorkChallenge& challenge) {
    std::vector<std::uint64_t> answers;
    for (std::size_t round = 0; round < work_rounds; ++round) {
        std::uint64_t answer = 0;
        while (!has_leading_zeros(work_message(challenge.text, round, answer), challenge.bits))
            ++answer;
        answers.push_back(answer);
    }
    return answers;
}

TEST(ProofOfWorkTest, TheBrowserWorksOutWhatTheServerChecks) {
    std::ifstream file(AMPARO_SOURCE_DIR "/testdata/proof-of-work-vectors.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto parsed = json::parse(text);
    ASSERT_TRUE(parsed.has_value());
    const auto& vectors = parsed->get_object();
    const auto challenge = json::string_or(vectors, "challenge");
    const auto bits = static_cast<int>(json::integer_or(vectors, "bits", 0));
    const auto& answers = vectors.at("answers").get_array();
    ASSERT_EQ(answers.size(), work_rounds);
    for (std::size_t round = 0; round < answers.size(); ++round) {
        const auto answer = static_cast<std::uint64_t>(json::as_integer(answers[round]).value());
        EXPECT_TRUE(has_leading_zeros(work_message(challenge, round, answer), bits)) << round;
    }
}

TEST(ProofOfWorkTest, CountsZerosByTheBit) {
    // SHA-256("abc") begins with ba78, SHA-256("18") with 4ec9, SHA-256("13") with 3fdb.
    EXPECT_TRUE(has_leading_zeros("abc", 0));
    EXPECT_FALSE(has_leading_zeros("abc", 1));
    EXPECT_TRUE(has_leading_zeros("18", 1));
    EXPECT_FALSE(has_leading_zeros("18", 2));
    EXPECT_TRUE(has_leading_zeros("13", 2));
    EXPECT_FALSE(has_leading_zeros("13", 3));
}

TEST(ProofOfWorkTest, IsTakenOnceAndForAWhile) {
    World world;
    ProofOfWork work(*world.database, easy);
    const auto challenge = work.issue();
    EXPECT_EQ(challenge.bits, easy);
    const auto answers = work_out(challenge);
    EXPECT_TRUE(work.redeem(challenge.text, answers));
    EXPECT_EQ(refusal(work.redeem(challenge.text, answers)), Errc::invalid) << "used";
    const auto other = work.issue();
    const auto later = work_out(other);
    world.clock.advance(work_life);
    EXPECT_EQ(refusal(work.redeem(other.text, later)), Errc::invalid) << "too old";
}

TEST(ProofOfWorkTest, NothingButItsOwnChallengeAndRightAnswersIsTaken) {
    World world;
    ProofOfWork work(*world.database, easy);
    const auto challenge = work.issue();
    auto answers = work_out(challenge);
    for (const auto& [what, text] : {std::pair<const char*, std::string>{"nothing", ""},
                                     {"easier", challenge.text},
                                     {"longer", challenge.text + std::string(200, '0')},
                                     {"parts", "1.4.99999999999999"}}) {
        auto forged = text;
        if (std::string_view(what) == "easier") forged[2] = '0';
        EXPECT_EQ(refusal(work.redeem(forged, answers)), Errc::invalid) << what;
    }
    auto few = answers;
    few.pop_back();
    EXPECT_EQ(refusal(work.redeem(challenge.text, few)), Errc::invalid);
    auto wrong = answers;
    while (has_leading_zeros(work_message(challenge.text, 0, wrong[0]), easy)) ++wrong[0];
    EXPECT_EQ(refusal(work.redeem(challenge.text, wrong)), Errc::invalid);
    EXPECT_TRUE(work.redeem(challenge.text, answers)) << "what was refused is not used up";
}

}  // namespace
}  // namespace amparo::access
