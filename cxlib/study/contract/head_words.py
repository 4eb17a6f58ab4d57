"""Heads of columns that are no answers: of what identifies people, and of what programs write. Data, no code.

Written as the words of roles are.
"""

# columns that identify people and that no analysis needs
PERSONAL = """
name | first name | last name | firstname | lastname | recipientlastname | recipientfirstname | recipientemail | full
name | surname | email* | e-mail* | mail | phone* | telephone* | mobile | ip | ip address | ipaddress | address |
street | latitude | longitude | direccion de correo* | direccion electronica | adreca electronica | adreca de correu*
| adresa de e-mail | adresa de email | adresa electronica | adresse e-mail | locationlatitude | locationlongitude |
location latitude | location longitude | passport | national id | dni | nif | nombre | apellido* | nombre y apellidos
| correo* | telefono* | movil | direccion | domicilio | nom | cognom* | correu* | telefon* | adreca | nume | prenume |
adresa | cnp | username | collector id | birth* | date of birth | bdate | fecha de nacimiento | data de naixement |
data nasterii | contact name | user email | cognome | nome e cognome | indirizzo* |
cellulare | codice fiscale | data di nascita | naam | voornaam | achternaam | adres | e-mailadres | emailadres |
telefoonnummer | geboortedatum
| vorname | nachname | familienname | vor- und nachname | e-mail-adresse | telefonnummer | mobilnummer | anschrift |
strasse | geburtsdatum | guest name | customer name | client name | patient name | reviewer | reviewer name | requester
| requester name | author | author name |
nombre del cliente | nombre del huesped | nombre del paciente | nom del client |
nom de l'hoste | numele clientului | nume client | nome dell'ospite | nome ospite | nome del cliente | nom du client |
naam van de klant | name des kunden | name des gastes
"""

# how long the interview took, in seconds
SECONDS = """
seconds | interviewtime | interview time | duration in seconds | duracion segundos | duracion en segundos |
duracion s | durada segons | durada en segons | durata secunde | durata in secunde | tiempo en segundos | tiempo total
en segundos
"""

# what programs write about the interview: of no analysis, and no answer of a person
MACHINE = """
progress | finished | duration | external reference | externalreference | external data
reference | externaldatareference | response set | responseset | seed | refurl | last page | lastpage |
group time* | question time* | collector id | collectorid | uuid | version | validation status |
submitted by | index | parent index | notes | tags | attachments | formhub | rownames | unnamed | total points |
quiz feedback | points | custom 1 | redcap repeat instrument | redcap repeat instance |
redcap survey identifier | complete | location accuracy | locationaccuracy | date created | date modified |
token | datestamp | xform id string | instance id | instanceid | rootuuid | root uuid | deviceid | form version
| today | record status
"""
