#include "exchange/print/seal_pdf.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <stdexcept>

#include "base/crypto.hpp"

namespace amparo::exchange {
namespace {

void name_language(QPDF& document, const PdfSeal& seal) {
    auto root = document.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(std::string(seal.locale)));
    auto marks = QPDFObjectHandle::newDictionary();
    marks.replaceKey("/Marked", QPDFObjectHandle::newBool(true));
    root.replaceKey("/MarkInfo", marks);
    auto viewing = QPDFObjectHandle::newDictionary();
    viewing.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    viewing.replaceKey("/Direction",
                       QPDFObjectHandle::newName(seal.is_right_to_left ? "/R2L" : "/L2R"));
    root.replaceKey("/ViewerPreferences", viewing);
}

/// Whoever has the password may do everything; nobody has that of the owner.
void lock(QPDFWriter& writer, const SecretText& password, Random& random) {
    const auto nobodys = crypto::random_token(random);
    writer.setR6EncryptionParameters(password.reveal().c_str(), nobodys.c_str(), true, true, true,
                                     true, true, true, qpdf_r3p_full, true);
}

}  // namespace

std::string seal_pdf(const std::string& pdf, const PdfSeal& seal, Random& random) {
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.processMemoryFile("print", pdf.data(), pdf.size());
        name_language(document, seal);
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setDecodeLevel(qpdf_dl_none);  // what came from elsewhere is not unpacked here
        if (!seal.password.empty()) lock(writer, seal.password, random);
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
    } catch (const std::runtime_error& failure) {
        throw Bug(std::string("qpdf: ") + failure.what());
    }
}

}  // namespace amparo::exchange
