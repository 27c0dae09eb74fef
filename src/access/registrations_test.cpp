#include "access/registrations.hpp"

#include <gtest/gtest.h>

#include "base/settings.hpp"

namespace amparo::access {
namespace {

RegistrationOptions options_of(const std::vector<std::string>& assignments) {
    const auto settings =
        Settings::load({.file = {}, .environment = {}, .assignments = assignments});
    return registration_options(settings.value());
}

TEST(RegistrationOptionsTest, NobodyRegistersWhereTheyCouldNotGetInAfterwards) {
    EXPECT_FALSE(options_of({}).is_allowed);
    EXPECT_FALSE(options_of({"registration.enabled=true"}).is_allowed) << "no mail, no password";
    EXPECT_FALSE(options_of({"smtp.host=mail.example.org"}).is_allowed);
    EXPECT_TRUE(options_of({"registration.enabled=true", "smtp.host=mail.example.org"}).is_allowed);
    EXPECT_FALSE(options_of({"registration.enabled=true", "smtp.host=mail.example.org",
                             "identity.required=true"})
                     .is_allowed)
        << "passwords do not count";
}

TEST(RegistrationOptionsTest, WorkAndLimitsAreThoseOfTheSettings) {
    EXPECT_EQ(options_of({}).work_bits, 15);
    EXPECT_EQ(options_of({}).per_address_minute, 6);
    const auto options =
        options_of({"registration.work_bits=22", "registration.per_address_minute=0"});
    EXPECT_EQ(options.work_bits, work_bits_max);
    EXPECT_EQ(options.per_address_minute, 0);
}

}  // namespace
}  // namespace amparo::access
