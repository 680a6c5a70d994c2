// Runs the veraPDF engine of a jar over files, for presswork/pdf_checks/vera.py, which reads what it prints.
//
// usage: java -cp JAR VeraRunner.java STANDARDS FILE [STANDARDS FILE]...
//
// STANDARDS are names like ua1,3a. One line a fact, its fields apart by tabs:
//   file    N                                            what follows is about the Nth file
//   rule    STANDARD CLAUSE TEST TIMES DESCRIPTION       a rule that the file breaks
//   at      CONTEXT MESSAGE                              a place where it breaks the rule before
//   failed  STANDARD REASON                              veraPDF could not look at the file
//   done    STANDARD                                     it could
//
// The profiles are read here because the jar leaves out JAXB, with which veraPDF reads them.

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public final class VeraRunner {
    private static final String FOLDER = "org/verapdf/pdfa/validation/";
    private static final int PLACES = 10000;

    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            say("file", String.valueOf(at / 2));
            for (String standard : arguments[at].split(",")) {
                try {
                    if (!profiles.containsKey(standard)) {
                        profiles.put(standard, profile(standard));
                    }
                    check(standard, profiles.get(standard), new File(arguments[at + 1]));
                    say("done", standard);
                } catch (Throwable reason) {
                    Throwable deepest = reason;
                    while (deepest.getCause() != null) {
                        deepest = deepest.getCause();
                    }
                    say("failed", standard, String.valueOf(deepest));
                }
            }
        }
        OUT.flush();
    }

    private static void check(String standard, ValidationProfile profile, File file) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, PLACES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, List<TestAssertion>> broken = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    broken.computeIfAbsent(assertion.getRuleId(), id -> new ArrayList<>()).add(assertion);
                }
            }
            for (Map.Entry<RuleId, List<TestAssertion>> entry : broken.entrySet()) {
                RuleId id = entry.getKey();
                List<TestAssertion> places = entry.getValue();
                int times = result.getFailedChecks().getOrDefault(id, places.size());
                say("rule", standard, id.getClause(), String.valueOf(id.getTestNumber()),
                        String.valueOf(times), places.get(0).getMessage());
                for (TestAssertion place : places) {
                    say("at", place.getLocation().getContext(), place.getErrorMessage());
                }
            }
        }
    }

    private static void say(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.length() == 0 ? "" : "\t");
            line.append(field == null ? "" : field.replaceAll("\\s+", " "));
        }
        OUT.print(line.append('\n'));
    }

    private static ValidationProfile profile(String standard) throws Exception {
        Element root;
        try (InputStream source = ClassLoader.getSystemResourceAsStream(FOLDER + name(standard) + ".xml")) {
            if (source == null) {
                throw new IOException("this engine has no profile for " + standard);
            }
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element each : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
                    text(each, "defaultValue"), text(each, "value")));
        }
        Element details = child(root, "details");
        return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"),
                        details.getAttribute("creator"), new Date(0)),
                "", rules, variables);
    }

    private static String name(String standard) {
        switch (standard) {
            case "ua1":
                return "PDFUA-1";
            case "ua2":
                return "PDFUA-2-ISO32005";
            default:
                return "PDFA-" + standard.toUpperCase();
        }
    }

    private static Rule rule(Element rule) throws ReflectiveOperationException {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : children(child(error, "arguments"), "argument")) {
            arguments.add(argument(each.getTextContent(), each.getAttribute("name")));
        }
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), Collections.emptyList());
    }

    /** Only the reader with JAXB can make one; its class is public and its maker is not in every version. */
    private static ErrorArgument argument(String value, String name) throws ReflectiveOperationException {
        java.lang.reflect.Method make = Class.forName("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
                .getDeclaredMethod("fromValues", String.class, String.class, String.class);
        make.setAccessible(true);
        return (ErrorArgument) make.invoke(null, value, name.isEmpty() ? null : name, null);
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        Node node = parent == null ? null : parent.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (name.equals(node.getNodeName())) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
