#include "notify/push_sender.hpp"

#include <gtest/gtest.h>

namespace amparo::notify {
namespace {

TEST(PushOrigin, IsOfAnEncryptedService) {
    const auto origin = [](const std::string& url, PushTargets targets) {
        return push_origin(url, targets).value_or("refused");
    };
    constexpr auto strict = PushTargets::public_only;
    EXPECT_EQ(origin("https://push.example.org/send/abc?x=1", strict), "https://push.example.org");
    EXPECT_EQ(origin("https://push.example.org:8443", strict), "https://push.example.org:8443");
    EXPECT_EQ(origin("http://push.example.org/a", strict), "refused");
    EXPECT_EQ(origin("http://127.0.0.1:81/a", PushTargets::also_private), "http://127.0.0.1:81");
    for (const auto* url : {"", "ftp://push.example.org", "https://", "https://a@b.example.org/"}) {
        EXPECT_EQ(origin(url, PushTargets::also_private), "refused") << url;
    }
}

TEST(PushSender, NeverCallsMachinesOfItsOwnNetwork) {
    for (const auto* url :
         {"https://127.0.0.1:9/", "https://localhost:9/", "https://10.1.2.3:9/",
          "https://169.254.169.254/", "https://[::1]:9/", "https://[::ffff:127.0.0.1]:9/"}) {
        const auto sent =
            send({.url = url, .body = "x", .authorization = "vapid"}, PushTargets::public_only);
        ASSERT_FALSE(sent) << url;
        EXPECT_EQ(sent.error().code, Errc::busy) << url;
    }
}

}  // namespace
}  // namespace amparo::notify
