#include <gtest/gtest.h>

#include "jobs/ticks.hpp"

namespace amparo::jobs {
namespace {

store::RunningJob running_of(const store::Job& job, bool is_stopping = false) {
    return {.job = job,
            .report = [](const json::Object&) { return Result<>(); },
            .is_stopping = [is_stopping] { return is_stopping; }};
}

TEST(Tick, TakesEveryStepThoughOneIsRefused) {
    std::vector<std::string> taken;
    const auto step = [&](const std::string& name, bool is_refused) {
        return TickStep{name, [&taken, name, is_refused](const auto&) -> Result<json::Object> {
                            taken.push_back(name);
                            if (is_refused) return refuse(Errc::busy, "errors.test");
                            return json::Object{{"done", 1}};
                        }};
    };
    const store::Job job;
    const auto refused = tick({step("a", true), step("b", false)})(running_of(job));
    EXPECT_EQ(refused.error().message.key, "errors.test");
    EXPECT_EQ(taken, (std::vector<std::string>{"a", "b"}));
    const auto good = tick({step("c", false)})(running_of(job));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->at("c").at("done"), 1);
}

TEST(Tick, StopsWhenTheServerDoes) {
    bool taken = false;
    const store::Job job;
    const auto stopped = tick({{"a", [&](const auto&) -> Result<json::Object> {
                                    taken = true;
                                    return json::Object{};
                                }}})(running_of(job, true));
    EXPECT_EQ(stopped.error().code, Errc::busy);
    EXPECT_FALSE(taken);
}

}  // namespace
}  // namespace amparo::jobs
