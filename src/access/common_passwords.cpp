#include <algorithm>
#include <string_view>

#include "access/passwords.hpp"

namespace amparo::access {
namespace {

/// Case-folded; only such as a rule of 8 to 12 characters lets through and people try
/// first: well-known leaked passwords, doubled words, keyboard rows, and words of this trade.
constexpr std::string_view common_passwords[] = {
    "!qaz2wsx3edc",     "00000000",         "0987654321",       "111111111111",
    "11111111",         "112233445566",     "1122334455",       "123123123",
    "123123123123",     "1234512345",       "123456123456",     "1234567890",
    "12345678901",      "123456789012",     "12345678910",      "123456789123",
    "123456789a",       "123456789abc",     "123456789q",       "12345678",
    "123456789",        "1234abcd",         "1234qwer",         "1234qwerasdf",
    "1q2w3e4r",         "1q2w3e4r5t",       "1q2w3e4r5t6y",     "1qaz2wsx",
    "1qaz2wsx3edc",     "1qazxsw2",         "1qazxsw23edc",     "987654321",
    "9876543210",       "a1b2c3d4",         "a1b2c3d4e5f6",     "abc123456",
    "abc123456789",     "abcd1234",         "abcd12345678",     "abcdefgh",
    "abcdefghijkl",     "admin123",         "admin1234",        "admin12345",
    "admin123456",      "admin1234567",     "adminadmin",       "adminadminadmin",
    "administrator",    "amparo123456",     "amparoamparo",     "asdfasdf",
    "asdfasdfasdf",     "asdfghjkl",        "asdfghjkl123",     "aaaaaaaaaaaa",
    "baseball1234",     "bienvenido123",    "bienvenue123",     "casemanagement",
    "caseworker123",    "caseworkercaseworker",                 "changeit1234",
    "changeme",         "changeme1234",     "changeme12345",    "changemenow1",
    "changemenow!",     "changepassword",   "childprotection",  "childprotection1",
    "childprotection123",                   "computer1234",     "contrasena12",
    "contraseña",       "contraseña12",     "contraseña123",    "correcthorsebatterystaple",
    "default12345",     "demo12345678",     "demodemodemo",     "dragon123456",
    "football",         "football1234",     "footballfootball", "geheim123456",
    "guest1234567",     "guestguestguest",  "hello1234567",     "hellohellohello",
    "helpdesk1234",     "iloveyou",         "iloveyou1234",     "iloveyouiloveyou",
    "jesus1234567",     "jesuschrist1",     "justatemporarypassword",
    "letmein12345",     "letmeinletmein",   "liverpool123",     "login1234567",
    "loginlogin",       "loginloginlogin",  "manchester12",     "michael12345",
    "monkey123456",     "motdepasse",       "motdepasse1",      "motdepasse12",
    "motdepasse123",    "mypassword",       "mypassword12",     "mypassword123",
    "newpassword",      "newpassword1",     "newpassword12",    "newpassword123",
    "nopassword12",     "p@55w0rd",         "p@55w0rd1234",     "p@ssw0rd",
    "p@ssw0rd123",      "p@ssw0rd1234",     "p@ssword1234",     "pa55word",
    "pa55word1234",     "passpasspass",     "passw0rd",         "passw0rd123",
    "passw0rd1234",     "password",         "password!",        "password!123",
    "password1",        "password1!",       "password12",       "password123",
    "password123!",     "password1234",     "password1234!",    "password12345",
    "password123456",   "password2020",     "password2021",     "password2022",
    "password2023",     "password2024",     "password2025",     "password2026",
    "passwordpassword", "primero12345",     "primeroprimero",   "primero2024!",
    "princess1234",     "protection12",     "q1w2e3r4",         "q1w2e3r4t5",
    "q1w2e3r4t5y6",     "qazwsxedc",        "qazwsxedcrfv",     "qwer1234",
    "qwer12345678",     "qwerasdfzxcv",     "qwerqwerqwer",     "qwerty12",
    "qwerty123",        "qwerty1234",       "qwerty12345",      "qwerty123456",
    "qwertyqwerty",     "qwertyui",         "qwertyuiop",       "qwertyuiop12",
    "qwertyuiop123",    "qwertyuiop[]",     "root12345678",     "rootrootroot",
    "sample123456",     "secret123456",     "secretsecret",     "socialworker",
    "socialworker1",    "starwars",         "starwars1234",     "summer202024",
    "sunshine",         "sunshine1234",     "superman",         "superman1234",
    "superuser123",     "supervisor12",     "supervisor123",    "support12345",
    "temporary123",     "temporary1234",    "test12345678",     "testpassword",
    "testtest",         "testtest1234",     "testtesttest",     "trustno1",
    "trustno11234",     "unicef123456",     "unicefunicef",     "user12345678",
    "useruseruser",     "welcome1",         "welcome123",       "welcome1234",
    "welcome12345",     "welcome123456",    "welcomewelcome",   "whatever",
    "whatever1234",     "zaq12wsx",         "zaq12wsxcde3",     "zxcvbnm123",
    "zxcvbnm12345",     "zxcvbnmzxcvbnm"};

}  // namespace

bool is_common_password(std::string_view folded) {
    return std::ranges::find(common_passwords, folded) != std::end(common_passwords);
}

}  // namespace amparo::access
