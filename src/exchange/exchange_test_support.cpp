#include "exchange/exchange_test_support.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace amparo::exchange {
namespace {

template <class Value>
Value must(Result<Value> result) {
    if (!result) throw Bug("the test cannot go on: " + result.error().message.key);
    return std::move(*result);
}

/// What a program prints when it is given the document; "" when it fails. `command` has the
/// option for a password before the file, which is put behind it.
std::string output_of(const std::string& command, const std::string& pdf,
                      const std::string& ending) {
    const testing::TemporaryFolder folder;
    const auto file = folder / "print.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    const auto line = command + " " + file.string() + " " + ending + " 2>/dev/null";
    std::FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) throw Bug("popen");
    std::string out;
    char buffer[4096];
    for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        out.append(buffer, size);
    return pclose(pipe) == 0 ? out : "";
}

/// The program itself, which the build puts beside its tests.
std::filesystem::path program_beside_us() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "amparo";
}

std::string password_option(const std::string& password) {
    return password.empty() ? "" : " -upw '" + password + "'";
}

}  // namespace

PrintWorld::PrintWorld(json::Object settings)
    : world_({}, std::move(settings)),
      messages_(must(Messages::load(AMPARO_SOURCE_DIR "/config/messages"))),
      printer_(std::make_unique<Printer>(PrinterParts{.records = world_.records(),
                                                      .attachments = world_.attachments(),
                                                      .messages = messages_,
                                                      .random = world_.random,
                                                      .program = program_beside_us()})) {}

const std::string& PrintWorld::password() {
    static const std::string text = "seven paper lanterns";
    return text;
}

RecordId PrintWorld::rich_case() {
    return world_
        .create_case("worker_a", records::object_of(R"({
              "name_first": "Amina", "name_last": "Yusuf", "name": "Amina Yusuf", "sex": "female",
              "age": 9, "date_of_birth": "2015-02-28", "estimated": false,
              "registration_date": "2024-06-01", "protection_status": "unaccompanied",
              "address_current": "Lane 9\nbehind the mill", "telephone_current": "+254 700 123456",
              "location_current": "EX0101", "interview_subject": "caregiver",
              "consent_for_services": true, "consent_reporting": "true",
              "ethnicity": ["ethnicity1", "ethnicity2"],
              "family_details_section": [
                {"unique_id": "0b8c1b1e-68a5-4a3e-9d0c-111111111111", "relation_name": "Halima",
                 "relation": "mother", "relation_is_alive": "alive"},
                {"unique_id": "0b8c1b1e-68a5-4a3e-9d0c-222222222222", "relation_name": "Omar",
                 "relation": "uncle"}]})"))
        .id;
}

PrintRequest PrintWorld::request_for(const RecordId& id, std::vector<std::string> forms) {
    PrintRequest request;
    request.record_type = "case";
    request.id = id;
    request.form_ids = std::move(forms);
    request.locale = "en";
    request.password = SecretText(password());
    return request;
}

Result<Print> PrintWorld::print(const std::string& user_name, const PrintRequest& request) {
    return printer_->print(world_.as(user_name), request);
}

std::string PrintWorld::printed_text(const std::string& user_name, const PrintRequest& request) {
    return text_of_pdf(must(print(user_name, request)).pdf, request.password.reveal());
}

std::string text_of_pdf(const std::string& pdf, const std::string& password) {
    return output_of("pdftotext -layout" + password_option(password), pdf, "-");
}

std::string facts_of_pdf(const std::string& pdf, const std::string& password) {
    return output_of("pdfinfo" + password_option(password), pdf, "");
}

std::map<std::string, std::string> files_of_zip(const std::string& zip) {
    const testing::TemporaryFolder folder;
    const auto archive = folder / "print.zip";
    std::ofstream(archive, std::ios::binary) << zip;
    const auto out = (folder / "files").string();
    // Names are UTF-8 whatever the language of the machine.
    const auto line = "LC_ALL=C.UTF-8 unzip -q " + archive.string() + " -d " + out + " 2>/dev/null";
    std::map<std::string, std::string> files;
    if (std::system(line.c_str()) != 0) return files;
    for (const auto& file : std::filesystem::directory_iterator(out)) {
        std::ifstream in(file.path(), std::ios::binary);
        files[file.path().filename().string()] =
            std::string(std::istreambuf_iterator<char>(in), {});
    }
    return files;
}

bool is_sound_pdf(const std::string& pdf, const std::string& password) {
    const auto option = password.empty() ? "" : " --password='" + password + "'";
    return !output_of("qpdf --check" + option, pdf, "").empty();
}

}  // namespace amparo::exchange
