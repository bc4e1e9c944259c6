# Azure CLI, in bash or PowerShell
az network nsg rule delete --resource-group "mail-rg" --nsg-name "mail-nsg" --name "PSTN_R_001-NYLAS_US-TCP-4"
az network nsg rule delete --resource-group "mail-rg" --nsg-name "mail-nsg" --name "PSTN_R_001-NYLAS_US-TCP-6"
az network nsg rule delete --resource-group "mail-rg" --nsg-name "mail-nsg" --name "PSTN_R_001-NYLAS_EU-TCP-4"
az network nsg rule delete --resource-group "mail-rg" --nsg-name "mail-nsg" --name "PSTN_R_002-NYLAS_US-TCP-4"
az network nsg rule delete --resource-group "mail-rg" --nsg-name "mail-nsg" --name "PSTN_R_003-NYLAS_EU-TCP-4"
